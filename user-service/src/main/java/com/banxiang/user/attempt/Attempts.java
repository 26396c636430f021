package com.banxiang.user.attempt;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * How often somebody tried something lately. The count is a row of the database, so it holds on however many replicas,
 * and whoever counts holds the row until the surrounding transaction ends: attempts of one subject come one by one.
 */
@Component
public final class Attempts {

    /** What is counted, how many are let through, and in which sliding window. */
    public record Limit(String kind, int most, Duration window) {

        public Limit {
            if (most < 1 || window.isNegative() || window.isZero()) {
                throw new IllegalArgumentException(
                        "limit of %s: %d in %s (expected: positive)".formatted(kind, most, window));
            }
        }
    }

    private final DatabaseClient database;
    private final Clock clock;

    Attempts(DatabaseClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Never empty: zero if the attempt was counted and may go on, else how long to wait; what has to wait isn't counted. */
    public Mono<Duration> count(Limit limit, byte[] subject) {

        return Mono.defer(() -> {
            var now = clock.instant();
            return add(limit, subject, now)
                    .map(_ -> Duration.ZERO)
                    .switchIfEmpty(Mono.defer(() -> waitOf(limit, subject, now)));
        });
    }

    /** Takes back the newest attempt of the subject; in the transaction that counted it. */
    public Mono<Void> forgive(Limit limit, byte[] subject) {

        return database.sql("""
            update attempts
               set tried_at = trim_array(tried_at, 1)
             where kind = :kind and subject = :subject and cardinality(tried_at) > 0
            """)
                .bind("kind", limit.kind())
                .bind("subject", subject)
                .then();
    }

    /** Answers how many subjects were forgotten. */
    Mono<Long> forget(Instant triedBefore) {

        return database.sql("""
            delete from attempts
             where coalesce(tried_at[cardinality(tried_at)], '-infinity') < :before
            """).bind("before", triedBefore).fetch().rowsUpdated();
    }

    /** Empty if there were too many in the window. */
    private Mono<Integer> add(Limit limit, byte[] subject, Instant now) {

        return database.sql("""
               insert into attempts as known (kind, subject, tried_at)
               values (:kind, :subject, array[cast(:now as timestamptz)])
                   on conflict (kind, subject) do update
                  set tried_at = array(select it from unnest(known.tried_at) it where it > :since)
                                 || excluded.tried_at
                where (select count(*) from unnest(known.tried_at) it where it > :since) < :most
            returning cardinality(tried_at)
            """)
                .bind("kind", limit.kind())
                .bind("subject", subject)
                .bind("now", now)
                .bind("since", now.minus(limit.window()))
                .bind("most", limit.most())
                .mapValue(Integer.class)
                .one();
    }

    private Mono<Duration> waitOf(Limit limit, byte[] subject, Instant now) {

        return database.sql("""
            select coalesce(min(it), :since)
              from attempts, unnest(tried_at) it
             where kind = :kind and subject = :subject and it > :since
            """)
                .bind("kind", limit.kind())
                .bind("subject", subject)
                .bind("since", now.minus(limit.window()))
                .mapValue(Instant.class)
                .one()
                .map(oldest -> Duration.between(now, oldest.plus(limit.window())))
                .map(wait -> wait.isPositive() ? wait : Duration.ofSeconds(1));
    }
}
