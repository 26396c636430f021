package com.banxiang.platform.messaging;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.banxiang.platform.web.RequestContext;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.support.KafkaHeaders;
import org.springframework.messaging.Message;

/**
 * The CloudEvents headers of a record, decoded. The only place that knows how they look on the wire: mostly as bytes,
 * sometimes, by the binder's choice, as text.
 */
record IncomingEvent(
        String topic,
        @Nullable String id,
        @Nullable String type,
        @Nullable String source,
        @Nullable String time,
        @Nullable String requestId,
        @Nullable String traceparent,
        byte[] payload) {

    /** A record without a value; not JSON either. */
    private static final byte[] NOTHING = {};

    static IncomingEvent of(Message<?> message) {

        Function<String, @Nullable String> header =
                name -> text(message.getHeaders().get(name));
        var topic = header.apply(KafkaHeaders.RECEIVED_TOPIC);
        var payload = message.getPayload() instanceof byte[] bytes ? bytes : NOTHING;
        return of(topic == null ? "" : topic, header, payload);
    }

    static IncomingEvent of(ConsumerRecord<byte[], byte[]> record) {

        return of(
                record.topic(),
                name -> {
                    var header = record.headers().lastHeader(name);
                    return header == null ? null : text(header.value());
                },
                record.value() == null ? NOTHING : record.value());
    }

    private static IncomingEvent of(String topic, Function<String, @Nullable String> header, byte[] payload) {
        return new IncomingEvent(
                topic,
                header.apply("ce_id"),
                header.apply("ce_type"),
                header.apply("ce_source"),
                header.apply("ce_time"),
                header.apply("x-request-id"),
                header.apply("traceparent"),
                payload);
    }

    /** Fails if nobody could tell this event from another. */
    UUID eventId() {

        try {
            return UUID.fromString(required("ce_id", id));
        } catch (IllegalArgumentException e) {
            throw new Rejected("ce_id: not a UUID");
        }
    }

    String eventType() {
        return required("ce_type", type);
    }

    String eventSource() {
        return required("ce_source", source);
    }

    Instant eventTime() {

        try {
            return Instant.parse(required("ce_time", time));
        } catch (DateTimeException e) {
            throw new Rejected("ce_time: not a time");
        }
    }

    /** What is done for the event carries the request that caused it. */
    RequestContext request() {
        return RequestContext.of(
                requestId != null && RequestContext.isSafe(requestId) ? requestId : "event", traceparent);
    }

    private static String required(String name, @Nullable String value) {

        if (value == null) {
            throw new Rejected(name + ": missing");
        }
        return value;
    }

    private static @Nullable String text(@Nullable Object header) {

        return switch (header) {
            case null -> null;
            case byte[] bytes -> new String(bytes, UTF_8);
            default -> header.toString();
        };
    }

    /** Without the payload. */
    @Override
    public String toString() {
        return "%s %s".formatted(topic, id);
    }
}
