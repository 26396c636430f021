/** Subscribe messages in WeChat and the consents they need; {@link com.banxiang.notification.wechat.WeChatConsents} leaves the package. */
@NullMarked
package com.banxiang.notification.wechat;

import org.jspecify.annotations.NullMarked;
