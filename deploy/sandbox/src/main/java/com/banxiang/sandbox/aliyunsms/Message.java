package com.banxiang.sandbox.aliyunsms;

import java.time.Instant;
import java.util.Map;

/** A message to one phone (without country code), as the vendor accepted it. */
record Message(
        String phone,
        String signName,
        Template template,
        Map<String, String> params,
        String outId,
        String bizId,
        Instant at) {

    String text() {
        return template.filled(signName, params);
    }

    boolean isDelivered() {
        return !phone.equals(MagicNumbers.NEVER_DELIVERED);
    }
}
