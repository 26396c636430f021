/** Short messages by Aliyun: a channel for deliveries, and at once for a neighbour's codes. Nothing leaves the package. */
@NullMarked
package com.banxiang.notification.sms;

import org.jspecify.annotations.NullMarked;
