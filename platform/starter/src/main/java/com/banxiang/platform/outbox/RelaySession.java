package com.banxiang.platform.outbox;

import com.banxiang.platform.data.Rows;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.connection.SingleConnectionFactory;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/**
 * The relay's own connection, outside the pool. It holds the advisory lock that only one process per service can hold,
 * and everything the relay reads and marks goes through it: whoever has lost the connection has lost the lock, and
 * can't mark anything either.
 */
final class RelaySession {

    /** Advisory locks are the whole database's, the schema is the service's. */
    private static final String LOCK =
            "select pg_try_advisory_lock(hashtextextended('outbox of ' || current_schema(), 0))";

    /** Oldest first by id, so no index on the date is needed; sent rows are the oldest ones. */
    private static final String PURGE = """
        delete from outbox_messages
         where id in (select id from outbox_messages order by id limit :many)
           and sent_at < :before
        """;

    /** Counted no further: beyond it the exact number tells nothing, and counting would cost. */
    private static final int MOST_COUNTED = 100_000;

    /** How much is waiting, and since when. */
    record Backlog(long rows, Duration age) {}

    private record Open(Connection connection, DatabaseClient database) {}

    private final ConnectionFactory unpooled;
    private volatile @Nullable Open open;
    private volatile boolean leading;

    RelaySession(ConnectionFactory unpooled) {
        this.unpooled = unpooled;
    }

    boolean isLeading() {
        return leading;
    }

    /** Connects if need be and tries to get the lock. Never empty. */
    Mono<Boolean> lead() {

        if (leading) {
            return Mono.just(true);
        }

        return database()
                .flatMap(database -> database.sql(LOCK).mapValue(Boolean.class).one())
                .doOnNext(got -> leading = got);
    }

    /** In the order they were written, without topics that rest. */
    Mono<List<Waiting>> read(long after, Collection<String> resting, int limit) {

        return database()
                .flatMap(database -> database.sql("""
                      select id, event_id, topic, message_key, event_type, payload, occurred_at, request_id, traceparent
                        from outbox_messages
                       where sent_at is null
                         and id > :after
                         and topic <> all(:resting)
                    order by id
                       limit :limit
                    """)
                        .bind("after", after)
                        .bind("resting", resting.toArray(String[]::new))
                        .bind("limit", limit)
                        .map(Waiting::of)
                        .all()
                        .collectList());
    }

    Mono<Long> markSent(List<Long> ids) {

        return database()
                .flatMap(database -> database.sql("update outbox_messages set sent_at = now() where id = any(:ids)")
                        .bind("ids", ids.toArray(Long[]::new))
                        .fetch()
                        .rowsUpdated());
    }

    Mono<Backlog> backlog(Instant now) {

        return database()
                .flatMap(database -> database.sql("""
                    select count(*) as waiting, coalesce(min(created_at), :now) as since
                      from (select created_at from outbox_messages where sent_at is null order by id limit :most) it
                    """)
                        .bind("now", now)
                        .bind("most", MOST_COUNTED)
                        .map(row -> new Backlog(
                                Rows.column(row, "waiting", Long.class),
                                Duration.between(Rows.column(row, "since", Instant.class), now)))
                        .one());
    }

    /** Answers how many rows went. */
    Mono<Long> purge(Instant before, int many) {

        return database()
                .flatMap(database -> database.sql(PURGE)
                        .bind("many", many)
                        .bind("before", before)
                        .fetch()
                        .rowsUpdated());
    }

    /** Gives up lock and connection. The next {@link #lead} starts anew. */
    Mono<Void> close() {

        var current = open;
        open = null;
        leading = false;
        return current == null
                ? Mono.empty()
                : Mono.from(current.connection().close()).onErrorComplete();
    }

    private Mono<DatabaseClient> database() {

        var current = open;
        if (current != null) {
            return Mono.just(current.database());
        }

        return Mono.from(unpooled.create()).map(connection -> {
            var single = new SingleConnectionFactory(connection, unpooled.getMetadata(), true);
            var opened = new Open(connection, DatabaseClient.create(single));
            open = opened;
            return opened.database();
        });
    }
}
