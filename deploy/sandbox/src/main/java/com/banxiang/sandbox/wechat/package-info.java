/** WeChat mini-program: login, phone number, access token, subscribe message. Nothing leaves the package. */
@NullMarked
package com.banxiang.sandbox.wechat;

import org.jspecify.annotations.NullMarked;
