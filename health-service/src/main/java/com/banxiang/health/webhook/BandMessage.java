package com.banxiang.health.webhook;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The body of a band's message.
 *
 * @param measurements read one by one: what a band of tomorrow measures must not cost what we know
 */
record BandMessage(
        @Nullable String id,
        @Nullable String deviceId,
        @Nullable Instant occurredAt,
        @Nullable List<JsonNode> measurements) {

    static final int MOST_MEASUREMENTS = 500;

    /** Whether the body speaks of the message and device its headers name. */
    boolean isOf(BandHeaders headers) {
        return headers.messageId().equals(id) && headers.deviceId().equals(deviceId);
    }

    List<JsonNode> items() {
        return measurements == null ? List.of() : measurements;
    }

    boolean hasReadableSize() {
        return !items().isEmpty() && items().size() <= MOST_MEASUREMENTS;
    }
}
