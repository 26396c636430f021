package com.banxiang.notification.sms;

import com.banxiang.notification.sms.SendSms.Refusal;
import com.banxiang.platform.data.Rows;
import com.banxiang.platform.work.TimedWork;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What neighbours asked to be sent and how that ended, for a day; neither the phone nor the text. */
@Component
final class SmsRequests {

    private static final Duration KEPT = Duration.ofDays(1);

    record Found(
            byte[] bodyMac,
            String state,
            @Nullable String messageId,
            @Nullable Refusal refusal) {}

    private final DatabaseClient database;

    SmsRequests(DatabaseClient database, TimedWork work, Clock clock) {
        this.database = database;
        work.every(
                "forget old sms requests",
                Duration.ofHours(1),
                () -> purge(clock.instant().minus(KEPT)));
    }

    /** True for whoever asks first. */
    Mono<Boolean> begin(String requestId, byte[] bodyMac, Instant now) {

        return database.sql("""
            insert into sms_requests (request_id, body_mac, state, requested_at)
            values (:requestId, :bodyMac, 'sending', :now)
                on conflict (request_id) do nothing
            """)
                .bind("requestId", requestId)
                .bind("bodyMac", bodyMac)
                .bind("now", now)
                .fetch()
                .rowsUpdated()
                .map(it -> it > 0);
    }

    Mono<Void> end(String requestId, String state, @Nullable String messageId, @Nullable Refusal refusal) {

        var statement = database.sql("""
            update sms_requests
               set state = :state,
                   message_id = :messageId,
                   refusal = :refusal
             where request_id = :requestId
            """).bind("state", state).bind("requestId", requestId);

        statement = messageId == null
                ? statement.bindNull("messageId", String.class)
                : statement.bind("messageId", messageId);
        statement = refusal == null
                ? statement.bindNull("refusal", String.class)
                : statement.bind("refusal", refusal.name());
        return statement.then();
    }

    Mono<Found> find(String requestId) {

        return database.sql("""
            select body_mac, state, message_id, refusal
              from sms_requests
             where request_id = :requestId
            """)
                .bind("requestId", requestId)
                .map(row -> {
                    var refusal = Rows.optional(row, "refusal", String.class);
                    return new Found(
                            Rows.column(row, "body_mac", byte[].class),
                            Rows.column(row, "state", String.class),
                            Rows.optional(row, "message_id", String.class),
                            refusal == null ? null : Refusal.valueOf(refusal));
                })
                .one();
    }

    Mono<Void> forget(String requestId) {

        return database.sql("""
            delete
              from sms_requests
             where request_id = :requestId
            """).bind("requestId", requestId).then();
    }

    private Mono<Void> purge(Instant before) {

        return database.sql("""
            delete
              from sms_requests
             where requested_at < :before
            """).bind("before", before).then();
    }
}
