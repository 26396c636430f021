package com.banxiang.platform.messaging;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** Removes events that were given up: those of one key, and all that nobody has mended for too long. */
public final class ForgetDeadLetters {

    /** A replay after that would be news of another season. */
    static final Duration KEEP_FOR = Duration.ofDays(90);

    private static final int PURGED_AT_ONCE = 1000;

    private final DatabaseClient database;
    private final Clock clock;

    ForgetDeadLetters(DatabaseClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    public Mono<Void> ofKey(String key) {
        return database.sql("delete from dead_letters where message_key = :key")
                .bind("key", key)
                .then();
    }

    Mono<Void> old() {
        return Mono.defer(() -> Mono.just(clock.instant().minus(KEEP_FOR)))
                .flatMap(before -> purgeSome(before)
                        .expand(gone -> gone == PURGED_AT_ONCE ? purgeSome(before) : Mono.empty())
                        .then());
    }

    private Mono<Long> purgeSome(Instant before) {

        return database.sql("""
            delete from dead_letters
             where id in (select id from dead_letters where dead_since < :before limit :many)
            """)
                .bind("before", before)
                .bind("many", PURGED_AT_ONCE)
                .fetch()
                .rowsUpdated();
    }
}
