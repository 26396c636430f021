package com.banxiang.platform.outbox;

import static org.springframework.transaction.TransactionDefinition.PROPAGATION_MANDATORY;

import com.banxiang.platform.web.RequestContext;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.ReactiveTransactionManager;
import org.springframework.transaction.reactive.TransactionSynchronization;
import org.springframework.transaction.reactive.TransactionSynchronizationManager;
import org.springframework.transaction.reactive.TransactionalOperator;
import org.springframework.transaction.support.DefaultTransactionDefinition;
import org.springframework.util.IdGenerator;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Keeps events next to the change they announce until the relay has handed them to Kafka. */
public final class Outbox {

    /** In characters; Kafka refuses a record of 1 MiB, and one that it refuses for ever would hold up its key. */
    static final int LARGEST_PAYLOAD = 300_000;

    private final DatabaseClient database;
    private final JsonMapper json;
    private final IdGenerator ids;
    private final WakeUp relay;
    private final TransactionalOperator callersTransaction;

    Outbox(
            DatabaseClient database,
            JsonMapper json,
            IdGenerator ids,
            WakeUp relay,
            ReactiveTransactionManager transactions) {
        this.database = database;
        this.json = json;
        this.ids = ids;
        this.relay = relay;
        this.callersTransaction =
                TransactionalOperator.create(transactions, new DefaultTransactionDefinition(PROPAGATION_MANDATORY));
    }

    /** Fails if the caller has no transaction: an event without its change would be a lie. */
    public <E extends IntegrationEvent> Mono<Void> append(Topic<E> topic, E event) {

        return RequestContext.current()
                .map(request -> entry(topic, event).causedBy(request))
                .flatMap(entry -> entry.bind(database.sql(OutboxEntry.INSERT)).then())
                .then(wakeAfterCommit())
                .as(callersTransaction::transactional);
    }

    /** For a statement that writes the change and {@link OutboxEntry#INSERT} together; {@link #wake} goes after it. */
    public <E extends IntegrationEvent> OutboxEntry entry(Topic<E> topic, E event) {

        var payload = json.writeValueAsString(event);
        if (payload.length() > LARGEST_PAYLOAD) {
            throw new IllegalArgumentException("%s: %d characters (expected: at most %d)"
                    .formatted(topic.name(), payload.length(), LARGEST_PAYLOAD));
        }

        return new OutboxEntry(
                ids.generateId(),
                topic.name(),
                event.key(),
                topic.eventType(),
                payload,
                event.occurredAt(),
                null,
                null);
    }

    /** Tells the relay of this process that something was committed. Cheap, and harmless when nothing was. */
    public Mono<Void> wake() {
        return Mono.fromRunnable(relay::wake);
    }

    private Mono<Void> wakeAfterCommit() {

        return TransactionSynchronizationManager.forCurrentTransaction()
                .doOnNext(transaction -> transaction.registerSynchronization(new TransactionSynchronization() {
                    @Override
                    public Mono<Void> afterCommit() {
                        return wake();
                    }
                }))
                .then();
    }
}
