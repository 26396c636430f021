package com.banxiang.platform.messaging;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.banxiang.platform.crypto.FieldCipher;
import io.r2dbc.postgresql.codec.Json;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.util.IdGenerator;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Events that were given up: a row to be listed and replayed, and a record on a topic of their own. */
final class DeadLetters {

    static final String FAILURE = "x-failure";
    static final String ORIGINAL_TOPIC = "x-original-topic";
    static final String ORIGINAL_PARTITION = "x-original-partition";
    static final String ORIGINAL_OFFSET = "x-original-offset";

    private final DatabaseClient database;
    private final FieldCipher cipher;
    private final JsonMapper json;
    private final IdGenerator ids;
    private final String group;

    DeadLetters(DatabaseClient database, FieldCipher cipher, JsonMapper json, IdGenerator ids, String group) {
        this.database = database;
        this.cipher = cipher;
        this.json = json;
        this.ids = ids;
        this.group = group;
    }

    String topicFor(String topic) {
        return "%s.%s.dlt".formatted(topic, group);
    }

    /** Storing the same record twice leaves one row. */
    Mono<Void> store(ConsumerRecord<byte[], byte[]> record, EventFailed failure) {

        var statement = database.sql("""
            insert into dead_letters (id, topic, topic_partition, record_offset, recorded_at,
                                      message_key, event_id, event_type, headers, payload, failure)
            values (:id, :topic, :partition, :offset, :recordedAt,
                    :key, :eventId, :eventType, :headers, :payload, :failure)
                on conflict on constraint one_letter_per_record do nothing
            """)
                .bind("id", ids.generateId())
                .bind("topic", record.topic())
                .bind("partition", record.partition())
                .bind("offset", record.offset())
                .bind("recordedAt", Instant.ofEpochMilli(record.timestamp()))
                .bind("headers", Json.of(json.writeValueAsString(headersOf(record))))
                .bind("payload", sealed(record))
                .bind("failure", failure.kind());
        var event = IncomingEvent.of(record);
        statement = bind(statement, "key", String.class, keyOf(record));
        statement = bind(statement, "eventId", UUID.class, uuid(event.id()));
        return bind(statement, "eventType", String.class, event.type()).then();
    }

    /** Bytes, key and headers as they came, and why it is here: the failure's class, whose text could quote the event. */
    ProducerRecord<byte[], byte[]> published(ConsumerRecord<byte[], byte[]> record, EventFailed failure) {

        var result = new ProducerRecord<>(topicFor(record.topic()), 0, record.key(), record.value(), record.headers());
        result.headers()
                .add(FAILURE, failure.kind().getBytes(UTF_8))
                .add(ORIGINAL_TOPIC, record.topic().getBytes(UTF_8))
                .add(ORIGINAL_PARTITION, String.valueOf(record.partition()).getBytes(UTF_8))
                .add(ORIGINAL_OFFSET, String.valueOf(record.offset()).getBytes(UTF_8));
        return result;
    }

    private byte[] sealed(ConsumerRecord<byte[], byte[]> record) {
        var bytes = record.value() == null ? new byte[0] : record.value();
        return cipher.encrypt(Base64.getEncoder().encodeToString(bytes));
    }

    private static Map<String, String> headersOf(ConsumerRecord<byte[], byte[]> record) {

        var result = new TreeMap<String, String>();
        record.headers().forEach(header -> result.put(header.key(), clean(new String(header.value(), UTF_8))));
        return result;
    }

    private static @Nullable String keyOf(ConsumerRecord<byte[], byte[]> record) {
        return record.key() == null ? null : clean(new String(record.key(), UTF_8));
    }

    /** PostgreSQL stores every character but this one. */
    private static String clean(String text) {
        return text.replace('\0', '\uFFFD');
    }

    private static @Nullable UUID uuid(@Nullable String text) {

        try {
            return text == null ? null : UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static <T> DatabaseClient.GenericExecuteSpec bind(
            DatabaseClient.GenericExecuteSpec statement, String name, Class<T> type, @Nullable T value) {
        return value == null ? statement.bindNull(name, type) : statement.bind(name, value);
    }
}
