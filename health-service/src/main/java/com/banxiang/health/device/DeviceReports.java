package com.banxiang.health.device;

import static com.banxiang.platform.data.Rows.column;
import static com.banxiang.platform.data.Rows.optional;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** When each linked device was last heard of, as stored. */
@Component
final class DeviceReports {

    /** In one transaction; what is left over is for the next. */
    static final int BATCH = 100;

    private final DatabaseClient database;

    DeviceReports(DatabaseClient database) {
        this.database = database;
    }

    /** @param userId null where the link has ended meanwhile: nobody misses the device */
    record Silence(
            UUID linkId, @Nullable UUID userId, @Nullable Brand brand, Instant heardAt, long count) {}

    /** @param notAfter one that was heard of later needs no new row version, unless its silence was told */
    Mono<Void> heard(UUID linkId, Instant now, Instant dueAt, Instant notAfter) {

        return database.sql("""
            insert into device_reports as known (link_id, heard_at, due_at)
            values (:link, :now, :due)
                on conflict (link_id) do update
               set heard_at = excluded.heard_at, due_at = excluded.due_at, silent = false
             where known.silent or known.heard_at <= :notAfter
            """)
                .bind("link", linkId)
                .bind("now", now)
                .bind("due", dueAt)
                .bind("notAfter", notAfter)
                .then();
    }

    /** From now on nothing is expected of it until it is heard of again. */
    Mono<Void> forget(UUID linkId) {

        return database.sql("delete from device_reports where link_id = :link")
                .bind("link", linkId)
                .then();
    }

    /** Marks those whose time has come as silent, at most a batch, leaving out what another instance has in hand. */
    Flux<Silence> claimDue(Instant now) {

        return database.sql("""
            with due as (
                  select link_id
                    from device_reports
                   where due_at <= :now and not silent
                order by due_at
                   limit %d
                     for update skip locked)
               update device_reports as report
                  set silent = true, silences = silences + 1
                 from due
                      left join device_links on id = due.link_id and unlinked_at is null
                where report.link_id = due.link_id
            returning report.link_id, user_id, brand, heard_at, silences
            """.formatted(BATCH))
                .bind("now", now)
                .map(DeviceReports::toSilence)
                .all();
    }

    private static Silence toSilence(Readable row) {

        var brand = optional(row, "brand", String.class);
        return new Silence(
                column(row, "link_id", UUID.class),
                optional(row, "user_id", UUID.class),
                brand == null ? null : Brand.valueOf(brand),
                column(row, "heard_at", Instant.class),
                column(row, "silences", Long.class));
    }
}
