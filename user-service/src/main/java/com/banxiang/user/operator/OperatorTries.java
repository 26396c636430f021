package com.banxiang.user.operator;

import static com.banxiang.platform.data.Rows.column;
import static com.banxiang.platform.data.Rows.optional;

import com.banxiang.platform.crypto.BlindIndex;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import java.time.Instant;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Who tried to come in under which name, as stored: in rows, so that it holds on however many replicas. */
@Component
final class OperatorTries {

    private final DatabaseClient database;
    private final BlindIndex index;

    OperatorTries(DatabaseClient database, BlindIndex index) {
        this.database = database;
        this.index = index;
    }

    /** Never empty. Holds the row until the surrounding transaction ends: tries of one name are counted one by one. */
    Mono<Tries> lock(String username, Instant now) {

        return database.sql("""
               insert into operator_tries as known (username_index, failures, tried_at)
               values (:name, 0, :now)
                   on conflict (username_index) do update
                  set failures = known.failures
            returning failures, tried_at, locked_until
            """)
                .bind("name", indexOf(username))
                .bind("now", now)
                .map(row -> new Tries(
                        column(row, "failures", Integer.class),
                        column(row, "tried_at", Instant.class),
                        optional(row, "locked_until", Instant.class)))
                .one();
    }

    Mono<Void> save(String username, Tries tries) {

        return database.sql("""
            update operator_tries
               set failures = :failures, tried_at = :triedAt, locked_until = :lockedUntil
             where username_index = :name
            """)
                .bind("name", indexOf(username))
                .bind("failures", tries.failures())
                .bind("triedAt", tries.triedAt())
                .bind("lockedUntil", Parameters.in(R2dbcType.TIMESTAMP_WITH_TIME_ZONE, tries.lockedUntil()))
                .then();
    }

    /** Whoever comes in has begun anew. */
    Mono<Void> forgive(String username) {
        return database.sql("delete from operator_tries where username_index = :name")
                .bind("name", indexOf(username))
                .then();
    }

    /** Answers how many there were. */
    Mono<Long> forget(Instant triedBefore, int most) {

        return database.sql("""
            delete from operator_tries
             where username_index in (select username_index from operator_tries where tried_at < :before limit :most)
            """)
                .bind("before", triedBefore)
                .bind("most", most)
                .fetch()
                .rowsUpdated();
    }

    private byte[] indexOf(String username) {
        return index.of("operator-tries.username", username);
    }
}
