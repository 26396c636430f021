package com.banxiang.notification.receipt;

import com.banxiang.notification.delivery.Cause;
import com.banxiang.notification.receipt.ReceiptSource.Receipt;
import com.banxiang.notification.receipt.ReceiptSource.Receipt.Delivered;
import com.banxiang.notification.receipt.ReceiptSource.Receipt.Failed;
import com.banxiang.notification.receipt.ReceiptSource.Taken;
import com.banxiang.platform.work.TimedWork;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Asks vendors what became of messages they took. Rows are claimed, so any number of instances share the questions; an alert
 * whose message did not arrive goes on to the next people at once, as if the vendor had refused it.
 */
@Component
final class AskForReceipts {

    private final Receipts receipts;
    private final Cause cause;
    private final TransactionalOperator transaction;
    private final ReceiptSettings settings;
    private final MeterRegistry meters;
    private final Clock clock;

    AskForReceipts(
            List<ReceiptSource> sources,
            Receipts receipts,
            Cause cause,
            TransactionalOperator transaction,
            ReceiptSettings settings,
            TimedWork work,
            MeterRegistry meters,
            Clock clock) {
        this.receipts = receipts;
        this.cause = cause;
        this.transaction = transaction;
        this.settings = settings;
        this.meters = meters;
        this.clock = clock;
        sources.forEach(
                it -> work.every("ask for receipts of " + it.channel().text(), settings.look(), () -> askForAll(it)));
    }

    private Mono<Void> askForAll(ReceiptSource source) {
        return batch(source).repeat().takeUntil(asked -> asked == 0).then().checkpoint("ask for receipts");
    }

    private Mono<Integer> batch(ReceiptSource source) {

        return Mono.fromSupplier(clock::instant)
                .flatMapMany(now -> receipts.claim(
                        source.channel(), source.most(), now.minus(settings.first()), now, now.plus(settings.lease())))
                .collectList()
                .flatMap(claimed -> ask(source, claimed).thenReturn(claimed.size()));
    }

    private Mono<Void> ask(ReceiptSource source, List<Taken> claimed) {

        var byAge = claimed.stream().collect(Collectors.partitioningBy(it -> isTooOld(source, it)));
        var forgotten = byAge.getOrDefault(true, List.of());
        var asked = byAge.getOrDefault(false, List.of());

        return Flux.fromIterable(forgotten)
                .concatMap(it -> keep(source, it, null))
                .thenMany(asked.isEmpty() ? Mono.empty() : source.ask(asked))
                .flatMap(known -> Flux.fromIterable(asked).concatMap(it -> keep(source, it, known.get(it.id()))))
                .then();
    }

    private Mono<Void> keep(ReceiptSource source, Taken message, @Nullable Receipt receipt) {

        var now = clock.instant();
        return switch (receipt) {
            case Delivered _ ->
                receipts.delivered(message, now)
                        .doOnNext(_ -> count(source, "delivered"))
                        .then();
            case Failed(var why) ->
                receipts.failed(message, why, now)
                        .filter(first -> first)
                        .doOnNext(_ -> count(source, "failed"))
                        .flatMap(_ -> cause.notReached(message.message()))
                        .as(transaction::transactional);
            case null ->
                isTooOld(source, message)
                        ? giveUp(source, message)
                        : receipts.postpone(message, settings.next(message.attempts(), now));
        };
    }

    private Mono<Void> giveUp(ReceiptSource source, Taken message) {
        return receipts.giveUp(message).doOnSuccess(_ -> count(source, "never_known"));
    }

    private boolean isTooOld(ReceiptSource source, Taken message) {
        return clock.instant().isAfter(message.at().plus(source.memory()));
    }

    private void count(ReceiptSource source, String outcome) {
        meters.counter("notification.receipt", "channel", source.channel().text(), "outcome", outcome)
                .increment();
    }
}
