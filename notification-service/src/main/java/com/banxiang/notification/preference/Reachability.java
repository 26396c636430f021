package com.banxiang.notification.preference;

import org.jspecify.annotations.Nullable;

/** @param wechatRemaining of the health reminder's consents; null while nothing was reported, and for elders */
record Reachability(boolean reachable, @Nullable Integer wechatRemaining) {}
