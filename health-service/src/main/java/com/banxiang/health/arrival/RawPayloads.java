package com.banxiang.health.arrival;

import static com.banxiang.platform.data.Rows.column;

import com.banxiang.health.reading.Source;
import com.banxiang.platform.crypto.BlindIndex;
import com.banxiang.platform.crypto.FieldCipher;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.util.IdGenerator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What devices brought, as they brought it, encrypted: whole payloads that were stored, and single readings nobody believes. */
@Component
final class RawPayloads {

    /** Deleted at once, so that no statement runs into its limit. */
    static final int BATCH = 1_000;

    /** A payload that was stored. */
    record Stored(UUID userId, Source source, String payload, Instant receivedAt) {}

    private final DatabaseClient database;
    private final FieldCipher cipher;
    private final BlindIndex index;
    private final IdGenerator ids;

    RawPayloads(DatabaseClient database, FieldCipher cipher, BlindIndex index, IdGenerator ids) {
        this.database = database;
        this.cipher = cipher;
        this.index = index;
        this.ids = ids;
    }

    Mono<Void> keepStored(UUID linkId, UUID userId, Source source, String payload, Instant now) {

        return database.sql("""
            insert into raw_payloads (id, user_id, device_link_id, status, source, reason, payload, received_at)
            values (:id, :user, :link, 'STORED', :source, 'stored', :payload, :now)
            """)
                .bind("id", ids.generateId())
                .bind("user", userId)
                .bind("link", linkId)
                .bind("source", source.name())
                .bind("payload", cipher.encrypt(payload))
                .bind("now", now)
                .then();
    }

    Mono<Void> keepRejected(UUID linkId, UUID userId, Source source, List<Unbelieved> rejected, Instant now) {

        return database.sql("""
            insert into raw_payloads (id, user_id, device_link_id, status, source, reason, payload, digest, received_at)
            select id, :user, :link, 'REJECTED', :source, reason, decode(payload, 'base64'), decode(digest, 'base64'), :now
              from unnest(:ids::uuid[], :reasons::text[], :payloads::text[], :digests::text[])
                as new (id, reason, payload, digest)
            """)
                .bind("user", userId)
                .bind("link", linkId)
                .bind("source", source.name())
                .bind("now", now)
                .bind("ids", array(rejected, _ -> ids.generateId(), new UUID[0]))
                .bind("reasons", array(rejected, Unbelieved::reason, new String[0]))
                .bind("payloads", array(rejected, it -> base64(cipher.encrypt(it.payload())), new String[0]))
                .bind("digests", array(rejected, this::digest, new String[0]))
                .then();
    }

    /** Those the device has not brought before. Never empty. */
    Mono<List<Unbelieved>> unknown(UUID linkId, List<Unbelieved> unbelieved) {

        return database.sql("""
            select distinct encode(digest, 'base64')
              from raw_payloads
             where device_link_id = :link
               and digest in (select decode(digest, 'base64') from unnest(:digests::text[]) as new (digest))
            """)
                .bind("link", linkId)
                .bind("digests", array(unbelieved, this::digest, new String[0]))
                .mapValue(String.class)
                .all()
                .collectList()
                .map(HashSet::new)
                .map(known ->
                        unbelieved.stream().filter(it -> known.add(digest(it))).toList());
    }

    /** Of one person, those stored, oldest first. */
    Flux<UUID> storedOf(UUID userId, int most) {

        return database.sql("""
              select id
                from raw_payloads
               where user_id = :user and status = 'STORED'
            order by received_at, id
               limit :most
            """)
                .bind("user", userId)
                .bind("most", most)
                .mapValue(UUID.class)
                .all();
    }

    /** Empty if it is forgotten by now. */
    Mono<Stored> find(UUID id) {

        return database.sql("select user_id, source, payload, received_at from raw_payloads where id = :id")
                .bind("id", id)
                .map(this::toStored)
                .one();
    }

    /** How many were forgotten, at most a batch. */
    Mono<Long> forgetBefore(Instant time) {

        return database.sql("""
            delete from raw_payloads
             where id in (select id from raw_payloads where received_at < :time limit %d)
            """.formatted(BATCH)).bind("time", time).fetch().rowsUpdated();
    }

    private Stored toStored(Readable row) {
        return new Stored(
                column(row, "user_id", UUID.class),
                Source.valueOf(column(row, "source", String.class)),
                cipher.decrypt(column(row, "payload", byte[].class)),
                column(row, "received_at", Instant.class));
    }

    /** Of what lies encrypted beside it; so it takes a key to guess from it what that was. */
    private String digest(Unbelieved it) {
        return base64(index.of("raw-payload", it.payload()));
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static <E, T> T[] array(List<E> from, Function<E, T> column, T[] type) {
        return from.stream().map(column).toList().toArray(type);
    }
}
