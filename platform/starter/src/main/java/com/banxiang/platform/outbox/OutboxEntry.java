package com.banxiang.platform.outbox;

import com.banxiang.platform.web.RequestContext;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;

/**
 * An event as it waits in the outbox, for the few hottest writes: they put it beside their change in one statement,
 * which is atomic by itself and saves the round trips of a transaction.
 *
 * <pre>{@code
 * with fact as (insert into health_records … returning id),
 *      told as (insert into outbox_messages … select … from fact)   -- OutboxEntry.INSERT + " from fact"
 * select id from fact
 * }</pre>
 */
public record OutboxEntry(
        UUID eventId,
        String topic,
        String key,
        String type,
        String payload,
        Instant occurredAt,
        @Nullable String requestId,
        @Nullable String traceparent) {

    /** Adds one row; followed by {@code from fact}, one for each row of {@code fact}, so none if nothing changed. */
    public static final String INSERT = """
        insert into outbox_messages
               (event_id, topic, message_key, event_type, payload, occurred_at, request_id, traceparent)
        select :outboxEventId, :outboxTopic, :outboxKey, :outboxType, :outboxPayload, :outboxOccurredAt,
               :outboxRequestId, :outboxTraceparent\
        """;

    /** Lets the request that caused the event be found on the other side. */
    public OutboxEntry causedBy(RequestContext request) {
        return new OutboxEntry(
                eventId,
                topic,
                key,
                type,
                payload,
                occurredAt,
                request.requestId(),
                request.trace().header());
    }

    /** Binds the parameters of {@link #INSERT}. */
    public GenericExecuteSpec bind(GenericExecuteSpec statement) {

        var bound = statement
                .bind("outboxEventId", eventId)
                .bind("outboxTopic", topic)
                .bind("outboxKey", key)
                .bind("outboxType", type)
                .bind("outboxPayload", payload)
                .bind("outboxOccurredAt", occurredAt);
        return bindOptional(bindOptional(bound, "outboxRequestId", requestId), "outboxTraceparent", traceparent);
    }

    private static GenericExecuteSpec bindOptional(GenericExecuteSpec statement, String name, @Nullable String value) {
        return value == null ? statement.bindNull(name, String.class) : statement.bind(name, value);
    }

    /** Without the payload, which may tell something about a person. */
    @Override
    public String toString() {
        return "%s %s".formatted(type, eventId);
    }
}
