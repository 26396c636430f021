package com.banxiang.platform.outbox;

import com.banxiang.platform.data.Rows;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of the outbox that was not sent yet. */
record Waiting(
        long id,
        UUID eventId,
        String topic,
        String key,
        String type,
        String payload,
        Instant occurredAt,
        @Nullable String requestId,
        @Nullable String traceparent) {

    /** Rows of one line leave one after the other. */
    record Line(String topic, String key) {}

    static Waiting of(Readable row) {
        return new Waiting(
                Rows.column(row, "id", Long.class),
                Rows.column(row, "event_id", UUID.class),
                Rows.column(row, "topic", String.class),
                Rows.column(row, "message_key", String.class),
                Rows.column(row, "event_type", String.class),
                Rows.column(row, "payload", String.class),
                Rows.column(row, "occurred_at", Instant.class),
                Rows.optional(row, "request_id", String.class),
                Rows.optional(row, "traceparent", String.class));
    }

    Line line() {
        return new Line(topic, key);
    }
}
