package com.banxiang.sandbox.wechat;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A message in somebody's WeChat. */
record SubscribeMessage(
        String openid, String templateId, @Nullable String page, String state, Map<String, String> data, Instant at) {}
