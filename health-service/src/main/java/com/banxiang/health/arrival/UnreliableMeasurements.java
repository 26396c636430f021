package com.banxiang.health.arrival;

import java.time.Instant;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** When each elder was last asked to measure again. */
@Component
final class UnreliableMeasurements {

    private final DatabaseClient database;

    UnreliableMeasurements(DatabaseClient database) {
        this.database = database;
    }

    /** Answers how often they have been asked, this time included; empty if the last time is not long ago. */
    Mono<Long> ask(UUID userId, Instant now, Instant notAfter) {

        return database.sql("""
               insert into unreliable_measurements as last (user_id, told_at)
               values (:user, :now)
                   on conflict (user_id) do update
                  set told_at = excluded.told_at, version = last.version + 1
                where last.told_at <= :notAfter
            returning version
            """)
                .bind("user", userId)
                .bind("now", now)
                .bind("notAfter", notAfter)
                .mapValue(Long.class)
                .one();
    }
}
