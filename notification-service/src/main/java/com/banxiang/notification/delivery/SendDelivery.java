package com.banxiang.notification.delivery;

import com.banxiang.notification.delivery.Channel.Message;
import com.banxiang.notification.delivery.Channel.Outcome;
import com.banxiang.notification.delivery.Channel.Outcome.Later;
import com.banxiang.notification.delivery.Channel.Outcome.Quiet;
import com.banxiang.notification.delivery.Channel.Outcome.Unreachable;
import com.banxiang.notification.delivery.Channel.Outcome.Unsure;
import com.banxiang.notification.delivery.Channel.Prepared.Decided;
import com.banxiang.notification.delivery.Channel.Prepared.Ready;
import com.banxiang.notification.delivery.Channel.Reader;
import com.banxiang.notification.delivery.Delivery.Next.Again;
import com.banxiang.notification.delivery.Delivery.Next.Ended;
import com.banxiang.notification.delivery.Delivery.Next.Held;
import com.banxiang.notification.delivery.Delivery.Next.Rerouted;
import com.banxiang.notification.family.Family;
import com.banxiang.platform.security.Account;
import com.banxiang.platform.security.AccountKind;
import com.banxiang.platform.web.Unavailable;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/**
 * Takes one delivery a step on: looks whether it must still be sent, marks it as under way, calls the vendor and keeps how
 * that ended.
 */
@Component
final class SendDelivery {

    private final Deliveries deliveries;
    private final Outgoing outgoing;
    private final Family family;
    private final Cause cause;
    private final Wishes wishes;
    private final TransactionalOperator transaction;
    private final DeliverySettings settings;
    private final MeterRegistry meters;
    private final Clock clock;

    SendDelivery(
            Deliveries deliveries,
            Outgoing outgoing,
            Family family,
            Cause cause,
            Wishes wishes,
            TransactionalOperator transaction,
            DeliverySettings settings,
            MeterRegistry meters,
            Clock clock) {
        this.deliveries = deliveries;
        this.outgoing = outgoing;
        this.family = family;
        this.cause = cause;
        this.wishes = wishes;
        this.transaction = transaction;
        this.settings = settings;
        this.meters = meters;
        this.clock = clock;
    }

    Mono<Void> handle(Channel channel, Delivery delivery) {

        return objection(delivery.message())
                .<Channel.Prepared>map(Decided::new)
                .switchIfEmpty(Mono.defer(() -> channel.prepare(delivery.message(), delivery.key())))
                .onErrorResume(Unavailable.class, _ -> Mono.just(new Decided(new Later("neighbour_away"))))
                .flatMap(prepared -> switch (prepared) {
                    case Decided(var outcome) -> keep(delivery, outcome);
                    case Ready ready -> send(delivery, ready);
                })
                .checkpoint("send a delivery");
    }

    /** Empty if the message must be sent. A neighbour is asked last, and not about what waits. */
    private Mono<Outcome> objection(Message message) {
        return cause.isOver(message)
                .<Outcome>map(Unreachable::new)
                .switchIfEmpty(Mono.defer(() -> wishes.against(message)))
                .switchIfEmpty(Mono.defer(() -> bondEnded(message).map(Unreachable::new)));
    }

    /** The elder is bound to nobody, nor is who stands in for somebody without an account. */
    private Mono<String> bondEnded(Message message) {

        var reader = message.recipient().reader();
        if (message.recipient().id().equals(message.about())) {
            return Mono.empty();
        }

        var kind = reader == Reader.CHILD ? AccountKind.CHILD : AccountKind.USER;
        return family.isBonded(new Account(kind, message.recipient().id()), message.about())
                .flatMap(bonded -> bonded ? Mono.empty() : Mono.just("bond_ended"));
    }

    private Mono<Void> send(Delivery delivery, Ready ready) {

        return deliveries
                .begin(delivery, ready.key(), clock.instant().plus(settings.sending()))
                .filter(held -> held)
                .doOnNext(_ -> timer(delivery.message()).record(sinceIt(delivery)))
                .flatMap(_ -> ready.call()
                        .onErrorResume(it -> Mono.just(new Unsure(it.getClass().getSimpleName()))))
                .flatMap(outcome -> keep(delivery, outcome));
    }

    private Mono<Void> keep(Delivery delivery, Outcome outcome) {

        var now = clock.instant();
        count(delivery.message(), outcome);

        return switch (delivery.after(outcome, settings, now)) {
            case Ended ended ->
                deliveries
                        .end(delivery, ended, now)
                        .filter(held -> held && isLost(ended))
                        .flatMap(_ -> cause.notReached(delivery.message()))
                        .as(transaction::transactional);
            case Rerouted(var reason, var message) ->
                deliveries
                        .end(delivery, new Ended(DeliveryState.SKIPPED, reason, null), now)
                        .filter(held -> held)
                        .flatMap(_ -> outgoing.add(List.of(message)))
                        .as(transaction::transactional);
            case Held held ->
                deliveries.hold(delivery, held).filter(it -> it).flatMap(_ -> lookAgain(delivery.message(), held));
            case Again again ->
                deliveries
                        .postpone(delivery, again)
                        .filter(held -> held && delivery.isStruggling(settings))
                        .flatMap(_ -> cause.notReached(delivery.message()))
                        .as(transaction::transactional);
        };
    }

    /** Whoever changed their mind while it was put down did not find it there. */
    private Mono<Void> lookAgain(Message message, Held held) {
        return wishes.against(message)
                .map(new Quiet(held.until())::equals)
                .defaultIfEmpty(false)
                .filter(still -> !still)
                .flatMap(_ -> outgoing.reconsider(message.recipient()).as(transaction::transactional));
    }

    private static boolean isLost(Ended ended) {
        return ended.state() == DeliveryState.FAILED || ended.state() == DeliveryState.SKIPPED;
    }

    private void count(Message message, Outcome outcome) {
        meters.counter(
                        "notification.delivery",
                        "channel",
                        message.channel().text(),
                        "outcome",
                        outcome.getClass().getSimpleName().toLowerCase(Locale.ROOT))
                .increment();
    }

    private Timer timer(Message message) {
        return Timer.builder("notification.delivery.time")
                .description("from the event, or the end of the quiet hours that held it, to the vendor's call")
                .publishPercentileHistogram()
                .tag("channel", message.channel().text())
                .register(meters);
    }

    private Duration sinceIt(Delivery delivery) {
        var waited = Duration.between(delivery.since(delivery.message().occurredAt()), clock.instant());
        return waited.isNegative() ? Duration.ZERO : waited;
    }
}
