package com.banxiang.health.webhook;

import com.banxiang.health.device.LinkedDevices.LinkedDevice;
import com.banxiang.platform.crypto.FieldCipher;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.util.IdGenerator;
import reactor.core.publisher.Mono;

/** Readings nobody believes, kept as the device sent them, encrypted. */
@Component
final class RawPayloads {

    /** @param reason what nobody believes, without its value */
    record Rejected(String reason, String payload) {}

    private final DatabaseClient database;
    private final FieldCipher cipher;
    private final IdGenerator ids;

    RawPayloads(DatabaseClient database, FieldCipher cipher, IdGenerator ids) {
        this.database = database;
        this.cipher = cipher;
        this.ids = ids;
    }

    Mono<Void> keep(LinkedDevice device, List<Rejected> rejected, Instant now) {

        return database.sql("""
            insert into raw_payloads (id, user_id, device_link_id, status, reason, payload, received_at)
            select id, :user, :link, 'REJECTED', reason, decode(payload, 'base64'), :now
              from unnest(:ids::uuid[], :reasons::text[], :payloads::text[]) as new (id, reason, payload)
            """)
                .bind("user", device.userId())
                .bind("link", device.linkId())
                .bind("now", now)
                .bind("ids", array(rejected, _ -> ids.generateId(), new UUID[0]))
                .bind("reasons", array(rejected, Rejected::reason, new String[0]))
                .bind("payloads", array(rejected, this::encrypted, new String[0]))
                .then();
    }

    /** How many were forgotten, at most a batch. */
    Mono<Long> forgetBefore(Instant time) {

        return database.sql("""
            delete from raw_payloads
             where id in (select id from raw_payloads where received_at < :time limit %d)
            """.formatted(WebhookMessages.BATCH))
                .bind("time", time)
                .fetch()
                .rowsUpdated();
    }

    private String encrypted(Rejected it) {
        return Base64.getEncoder().encodeToString(cipher.encrypt(it.payload()));
    }

    private static <E, T> T[] array(List<E> from, Function<E, T> column, T[] type) {
        return from.stream().map(column).toList().toArray(type);
    }
}
