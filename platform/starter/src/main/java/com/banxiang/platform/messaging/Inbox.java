package com.banxiang.platform.messaging;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Remembers which listener has done its work for which event. */
public final class Inbox {

    /** Topics keep events for 7 days, a replayed dead letter may be older. */
    private static final Duration REMEMBER_FOR = Duration.ofDays(30);

    private static final int PURGED_AT_ONCE = 1000;

    private final DatabaseClient database;
    private final TransactionalOperator transaction;
    private final Clock clock;

    Inbox(DatabaseClient database, TransactionalOperator transaction, Clock clock) {
        this.database = database;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** What a listener is given; for tests too, which deliver without Kafka. */
    public <E> Delivery<E> delivery(EventListener<E> to, E event, UUID id, String source, Instant time) {
        return new Delivery<>(this, to.consumer(), event, id, source, time);
    }

    /** A second delivery at the same instant waits for the first one's transaction. */
    Mono<Void> once(String consumer, UUID event, Mono<Void> work) {

        return database.sql("""
            insert into inbox_messages (consumer, event_id)
            values (:consumer, :event)
                on conflict do nothing
            """)
                .bind("consumer", consumer)
                .bind("event", event)
                .fetch()
                .rowsUpdated()
                .flatMap(added -> added == 1 ? work : Mono.empty())
                .as(transaction::transactional)
                .checkpoint("take event once");
    }

    Mono<Void> purge() {

        return Mono.defer(() -> Mono.just(clock.instant().minus(REMEMBER_FOR)))
                .flatMap(before -> purgeSome(before)
                        .expand(gone -> gone == PURGED_AT_ONCE ? purgeSome(before) : Mono.empty())
                        .then());
    }

    private Mono<Long> purgeSome(Instant before) {

        return database.sql("""
            delete from inbox_messages
             where (consumer, event_id) in
                   (select consumer, event_id from inbox_messages where received_at < :before limit :many)
            """)
                .bind("before", before)
                .bind("many", PURGED_AT_ONCE)
                .fetch()
                .rowsUpdated();
    }
}
