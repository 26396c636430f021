package com.banxiang.notification.delivery;

import com.banxiang.notification.delivery.Channel.Kind;
import com.banxiang.notification.delivery.Channel.Message;
import com.banxiang.notification.delivery.Channel.Recipient;
import com.banxiang.platform.work.Nudge;
import java.time.Clock;
import java.util.Collection;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionSynchronization;
import org.springframework.transaction.reactive.TransactionSynchronizationManager;
import org.springframework.util.IdGenerator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Keeps messages until they are sent, and wakes whoever sends them when they are committed. */
@Component
final class LeftDeliveries implements Outgoing {

    private final Deliveries deliveries;
    private final Nudges nudges;
    private final IdGenerator ids;
    private final Clock clock;

    LeftDeliveries(Deliveries deliveries, Nudges nudges, IdGenerator ids, Clock clock) {
        this.deliveries = deliveries;
        this.nudges = nudges;
        this.ids = ids;
        this.clock = clock;
    }

    @Override
    public Mono<Void> add(Collection<Message> messages) {

        return Flux.fromIterable(messages)
                .concatMap(it -> deliveries.add(ids.generateId(), it, clock.instant()))
                .then(Mono.defer(() -> wakeAfterCommit(
                        messages.stream().map(Message::channel).distinct().toList())))
                .checkpoint("leave messages");
    }

    @Override
    public Mono<Void> reconsider(Recipient reader) {

        return deliveries
                .release(reader, clock.instant())
                .distinct()
                .collectList()
                .flatMap(this::wakeAfterCommit)
                .checkpoint("reconsider messages");
    }

    private Mono<Void> wakeAfterCommit(Collection<Kind> channels) {

        return TransactionSynchronizationManager.forCurrentTransaction()
                .doOnNext(transaction -> transaction.registerSynchronization(new TransactionSynchronization() {
                    @Override
                    public Mono<Void> afterCommit() {
                        return Mono.fromRunnable(
                                () -> channels.stream().map(nudges::of).forEach(Nudge::give));
                    }
                }))
                .then();
    }
}
