package com.banxiang.sandbox.band;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One try to deliver a message.
 *
 * @param sentAt just before the first byte
 * @param status absent if there was no answer
 * @param answer what the receiver said, or why there was no answer
 */
record Attempt(Instant sentAt, long tookMs, @Nullable Integer status, JsonNode answer) {

    private static final Set<Integer> WORTH_ANOTHER_TRY = Set.of(408, 425, 429);

    boolean isTaken() {
        return status != null && status < 300;
    }

    boolean isWorthAnother() {
        return status == null || status >= 500 || WORTH_ANOTHER_TRY.contains(status);
    }
}
