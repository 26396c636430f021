/**
 * WeChat's word for who is logging in.
 *
 * <p>Only {@link com.banxiang.child.wechat.WeChat} and what it answers leave this package; the session key never does.
 */
@NullMarked
package com.banxiang.child.wechat;

import org.jspecify.annotations.NullMarked;
