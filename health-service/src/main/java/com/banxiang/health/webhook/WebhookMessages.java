package com.banxiang.health.webhook;

import java.time.Instant;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The messages of the last day, by which a repeated one is known. */
@Component
final class WebhookMessages {

    /** Deleted at once, so that no statement runs into its limit. */
    static final int BATCH = 5_000;

    private final DatabaseClient database;

    WebhookMessages(DatabaseClient database) {
        this.database = database;
    }

    /** Whether it is new. One that is being stored at this moment is waited for. */
    Mono<Boolean> add(BandHeaders message, byte[] sha256, Instant now) {

        return database.sql("""
            insert into webhook_messages (device_id, message_id, body_sha256, received_at)
            values (:device, :message, :sha256, :now)
            on conflict do nothing
            """)
                .bind("device", message.deviceId())
                .bind("message", message.messageId())
                .bind("sha256", sha256)
                .bind("now", now)
                .fetch()
                .rowsUpdated()
                .map(rows -> rows > 0);
    }

    /** Whether the message of that id had this very body. Empty if there is none, any more. */
    Mono<Boolean> isSame(BandHeaders message, byte[] sha256) {

        return database.sql("""
            select body_sha256 = :sha256
              from webhook_messages
             where device_id = :device and message_id = :message
            """)
                .bind("device", message.deviceId())
                .bind("message", message.messageId())
                .bind("sha256", sha256)
                .mapValue(Boolean.class)
                .one();
    }

    /** How many were forgotten, at most a batch. */
    Mono<Long> forgetBefore(Instant time) {

        return database.sql("""
            delete from webhook_messages
             where (device_id, message_id) in (select device_id, message_id
                                                 from webhook_messages
                                                where received_at < :time
                                                limit %d)
            """.formatted(BATCH)).bind("time", time).fetch().rowsUpdated();
    }
}
