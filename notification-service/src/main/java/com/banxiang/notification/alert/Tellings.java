package com.banxiang.notification.alert;

import com.banxiang.notification.alert.Consequence.Subject;
import com.banxiang.notification.alert.Consequence.Tell;
import com.banxiang.notification.delivery.Channel.Urgency;
import com.banxiang.platform.data.Rows;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What the family of an elder is still to be told, in the order it was heard of an alert. */
@Component
final class Tellings {

    record Telling(
            UUID eventId,
            UUID alert,
            Subject subject,
            boolean loud,
            boolean critical,
            @Nullable Integer step,
            Instant at,
            Instant occurredAt,
            int attempts,
            UUID lease) {

        Urgency urgency() {
            return critical ? Urgency.CRITICAL : Urgency.WARNING;
        }
    }

    private final DatabaseClient database;

    Tellings(DatabaseClient database) {
        this.database = database;
    }

    Mono<Void> add(UUID alert, Tell tell, Instant now) {

        var statement = database.sql("""
            insert into tellings (event_id, alert_id, kind, loud, critical, step, at, occurred_at, due_at)
            values (:eventId, :alert, :subject, :loud, :critical, :step, :at, :occurredAt, :now)
                on conflict (event_id) do nothing
            """)
                .bind("eventId", tell.eventId())
                .bind("alert", alert)
                .bind("subject", tell.subject().text())
                .bind("loud", tell.familyLoud())
                .bind("critical", tell.critical())
                .bind("at", tell.at())
                .bind("occurredAt", tell.occurredAt())
                .bind("now", now);

        var step = tell.step();
        return (step == null ? statement.bindNull("step", Integer.class) : statement.bind("step", step)).then();
    }

    /** Takes the oldest of each alert, so that nobody hears the end of something before its beginning. */
    Flux<Telling> claim(int limit, UUID lease, Instant now, Instant until) {

        return database.sql("""
               update tellings
                  set lease = :lease,
                      leased_until = :until
                where event_id in (select event_id
                                     from tellings one
                                    where done_at is null
                                      and due_at <= :now
                                      and (leased_until is null or leased_until <= :now)
                                      and not exists (select
                                                        from tellings earlier
                                                       where earlier.alert_id = one.alert_id
                                                         and earlier.seq < one.seq
                                                         and earlier.done_at is null)
                                    order by seq
                                    limit :limit
                                      for update skip locked)
            returning event_id, alert_id, kind, loud, critical, step, at, occurred_at, attempts, lease
            """)
                .bind("lease", lease)
                .bind("until", until)
                .bind("now", now)
                .bind("limit", limit)
                .map(Tellings::telling)
                .all();
    }

    /** False if somebody else holds it by now. */
    Mono<Boolean> done(Telling telling, Instant now) {

        return database.sql("""
            update tellings
               set done_at = :now
             where event_id = :eventId
               and lease = :lease
               and done_at is null
            """)
                .bind("now", now)
                .bind("eventId", telling.eventId())
                .bind("lease", telling.lease())
                .fetch()
                .rowsUpdated()
                .map(it -> it > 0);
    }

    Mono<Void> postpone(Telling telling, Instant dueAt) {

        return database.sql("""
            update tellings
               set due_at = :dueAt,
                   attempts = attempts + 1,
                   leased_until = null
             where event_id = :eventId
               and lease = :lease
               and done_at is null
            """)
                .bind("dueAt", dueAt)
                .bind("eventId", telling.eventId())
                .bind("lease", telling.lease())
                .then();
    }

    private static Telling telling(Readable row) {
        return new Telling(
                Rows.column(row, "event_id", UUID.class),
                Rows.column(row, "alert_id", UUID.class),
                Subject.of(Rows.column(row, "kind", String.class)),
                Rows.column(row, "loud", Boolean.class),
                Rows.column(row, "critical", Boolean.class),
                Rows.optional(row, "step", Integer.class),
                Rows.column(row, "at", Instant.class),
                Rows.column(row, "occurred_at", Instant.class),
                Rows.column(row, "attempts", Integer.class),
                Rows.column(row, "lease", UUID.class));
    }
}
