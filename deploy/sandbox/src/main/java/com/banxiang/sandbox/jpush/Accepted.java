package com.banxiang.sandbox.jpush;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What the vendor answers to a push it takes. Both are texts although they look like numbers. */
record Accepted(String sendno, @JsonProperty("msg_id") String msgId) {}
