package com.banxiang.platform.messaging;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.banxiang.platform.crypto.FieldCipher;
import com.banxiang.platform.data.Rows;
import com.banxiang.platform.web.Cursor;
import com.banxiang.platform.web.Page;
import com.banxiang.platform.web.PageRequest;
import io.r2dbc.postgresql.codec.Json;
import io.r2dbc.spi.Readable;
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

    /** The newest first. */
    Mono<Page<DeadLetter>> page(@Nullable Boolean replayed, PageRequest page) {

        var after = page.after();
        var statement = database.sql("""
            select id, topic, message_key, event_id, event_type, failure, recorded_at, dead_since, replayed_at
              from dead_letters
             where (:replayed::boolean is null or (replayed_at is not null) = :replayed)
               and (:at::timestamptz is null or (dead_since, id) < (:at, :id))
             order by dead_since desc, id desc
             limit :limit
            """);
        statement = bind(statement, "replayed", Boolean.class, replayed);
        statement = bind(statement, "at", Instant.class, after == null ? null : after.at());
        return bind(statement, "id", UUID.class, after == null ? null : after.id())
                .bind("limit", page.limitPlusOne())
                .map(DeadLetters::letter)
                .all()
                .collectList()
                .map(it -> Page.of(it, page.limit(), last -> new Cursor(last.deadSince(), last.id())));
    }

    /** The record as it was first published; empty if there is no such letter. */
    Mono<ProducerRecord<byte[], byte[]>> record(UUID id) {
        return database.sql("select topic, message_key, headers, payload from dead_letters where id = :id")
                .bind("id", id)
                .map(this::record)
                .one();
    }

    /** The first time stays. */
    Mono<DeadLetter> markReplayed(UUID id) {
        return database.sql("""
            update dead_letters
               set replayed_at = coalesce(replayed_at, now())
             where id = :id
            returning id, topic, message_key, event_id, event_type, failure, recorded_at, dead_since, replayed_at
            """).bind("id", id).map(DeadLetters::letter).one();
    }

    private ProducerRecord<byte[], byte[]> record(Readable row) {

        var key = Rows.optional(row, "message_key", String.class);
        var payload = Base64.getDecoder().decode(cipher.decrypt(Rows.column(row, "payload", byte[].class)));
        var topic = Rows.column(row, "topic", String.class);
        var record = key == null
                ? new ProducerRecord<byte[], byte[]>(topic, payload)
                : new ProducerRecord<>(topic, key.getBytes(UTF_8), payload);
        json.readTree(Rows.column(row, "headers", Json.class).asString())
                .propertyStream()
                .forEach(it -> record.headers()
                        .add(it.getKey(), it.getValue().asString().getBytes(UTF_8)));
        return record;
    }

    private static DeadLetter letter(Readable row) {
        return new DeadLetter(
                Rows.column(row, "id", UUID.class),
                Rows.column(row, "topic", String.class),
                Rows.optional(row, "message_key", String.class),
                Rows.optional(row, "event_id", UUID.class),
                Rows.optional(row, "event_type", String.class),
                Rows.column(row, "failure", String.class),
                Rows.column(row, "recorded_at", Instant.class),
                Rows.column(row, "dead_since", Instant.class),
                Rows.optional(row, "replayed_at", Instant.class));
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
