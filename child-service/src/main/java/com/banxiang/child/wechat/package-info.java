/**
 * WeChat's word for who is logging in and which number they have.
 *
 * <p>Only {@link com.banxiang.child.wechat.WeChat}, {@link com.banxiang.child.wechat.WeChatPhones} and what they answer leave
 * this package; session key and access token never do.
 */
@NullMarked
package com.banxiang.child.wechat;

import org.jspecify.annotations.NullMarked;
