package com.banxiang.notification.alert;

import com.banxiang.notification.alert.Consequence.Subject;
import com.banxiang.notification.alert.Tellings.Telling;
import com.banxiang.notification.delivery.Channel.Kind;
import com.banxiang.notification.delivery.Channel.Message;
import com.banxiang.notification.delivery.Channel.Recipient;
import com.banxiang.notification.delivery.Outgoing;
import com.banxiang.notification.family.Family;
import com.banxiang.notification.family.Family.Relative;
import com.banxiang.notification.inbox.Inbox;
import com.banxiang.notification.inbox.Inbox.Item;
import com.banxiang.platform.security.Account;
import com.banxiang.platform.security.AccountKind;
import com.banxiang.platform.web.Unavailable;
import com.banxiang.platform.work.TimedWork;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import org.springframework.util.IdGenerator;
import reactor.core.publisher.Mono;

/**
 * Tells an elder's family what the elder was told, as soon as it is known who they are: within milliseconds, or when their
 * owner is back if nothing was ever known of them. Each telling is a row, so none is lost to a crash in between.
 */
@Component
final class TellFamily {

    private static final Logger LOG = LoggerFactory.getLogger(TellFamily.class);
    private static final int AT_ONCE = 16;
    private static final Duration LEASE = Duration.ofSeconds(10);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);

    private final Tellings tellings;
    private final Alerts alerts;
    private final Escalations escalations;
    private final Family family;
    private final Inbox inbox;
    private final Outgoing outgoing;
    private final TransactionalOperator transaction;
    private final AlertNudges nudges;
    private final IdGenerator ids;
    private final Clock clock;

    TellFamily(
            Tellings tellings,
            Alerts alerts,
            Escalations escalations,
            Family family,
            Inbox inbox,
            Outgoing outgoing,
            TransactionalOperator transaction,
            AlertNudges nudges,
            EscalationSettings settings,
            TimedWork work,
            IdGenerator ids,
            Clock clock) {
        this.tellings = tellings;
        this.alerts = alerts;
        this.escalations = escalations;
        this.family = family;
        this.inbox = inbox;
        this.outgoing = outgoing;
        this.transaction = transaction;
        this.nudges = nudges;
        this.ids = ids;
        this.clock = clock;
        work.every("tell families", settings.look(), nudges.family().given(), this::tellAll);
    }

    private Mono<Void> tellAll() {
        return batch().repeat().takeUntil(told -> told == 0).then().checkpoint("tell families");
    }

    private Mono<Long> batch() {

        return Mono.fromSupplier(clock::instant)
                .flatMapMany(now -> tellings.claim(AT_ONCE, ids.generateId(), now, now.plus(LEASE)))
                .flatMap(it -> tell(it).thenReturn(it), AT_ONCE)
                .count();
    }

    private Mono<Void> tell(Telling telling) {

        return alerts.find(telling.alert())
                .flatMap(alert -> family.of(alert.userId())
                        .zipWith(inbox.toldOf(alert.id()), (relatives, told) -> whoHears(telling, relatives, told))
                        .flatMap(hearers -> tell(telling, alert, hearers)))
                .onErrorResume(failure -> postpone(telling, failure));
    }

    /** The beginning is told to all who may know, the rest to those who heard the beginning. */
    private static List<Relative> whoHears(Telling telling, List<Relative> relatives, Set<Account> told) {

        var beginning = telling.subject() == Subject.RAISED || telling.subject() == Subject.RAISED_LATE;
        return relatives.stream()
                .filter(Relative::hearsOfHealth)
                .filter(it -> beginning || told.contains(it.who()))
                .toList();
    }

    private Mono<Void> tell(Telling telling, Alert alert, List<Relative> hearers) {

        var items = hearers.stream().map(it -> item(telling, alert, it)).toList();
        var messages = telling.loud()
                ? hearers.stream()
                        .map(it -> message(telling, alert.userId(), it))
                        .toList()
                : List.<Message>of();

        return alerts.lock(telling.alert())
                .then(tellings.done(telling, clock.instant()))
                .filter(held -> held)
                .flatMap(_ -> inbox.put(items).then(outgoing.add(messages)).then(hurry(telling)))
                .as(transaction::transactional)
                .filter(hurried -> hurried)
                .doOnNext(_ -> nudges.steps().give())
                .then();
    }

    private Mono<Boolean> hurry(Telling telling) {
        var step = telling.step();
        return step == null
                ? Mono.just(false)
                : escalations.hurryIfNobodyReached(telling.alert(), step, clock.instant());
    }

    private static Item item(Telling telling, Alert alert, Relative relative) {

        var params = new HashMap<>(telling.subject().params(telling.at(), alert.call()));
        params.put("relationship", relative.relationship());

        return new Item(
                relative.who(),
                telling.eventId(),
                telling.subject().type(),
                telling.subject().template("family", alert.call()),
                params,
                Map.of(
                        "alertId",
                        telling.alert().toString(),
                        "parentId",
                        alert.userId().toString()),
                telling.alert(),
                telling.occurredAt());
    }

    /** Children have the mini-program, the app's users the app. */
    private static Message message(Telling telling, UUID elder, Relative relative) {
        return new Message(
                telling.eventId(),
                Recipient.of(relative.who()),
                relative.who().kind() == AccountKind.CHILD ? Kind.WECHAT : Kind.PUSH,
                telling.subject().type(),
                "alert_family",
                Map.of("relationship", relative.relationship()),
                elder,
                telling.alert(),
                telling.step(),
                telling.urgency(),
                telling.occurredAt());
    }

    /** Nothing is known of the family and its owner is away, or we are in trouble ourselves: again, without end. */
    private Mono<Void> postpone(Telling telling, Throwable failure) {

        if (!(failure instanceof Unavailable)) {
            LOG.warn(
                    "family not told: {} {}",
                    telling.alert(),
                    failure.getClass().getName());
        }

        var doubled = FIRST_PAUSE.multipliedBy(1L << Math.min(telling.attempts(), 10));
        var pause = doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
        return alerts.lock(telling.alert())
                .then(tellings.postpone(telling, clock.instant().plus(pause)))
                .then(hurry(telling))
                .as(transaction::transactional)
                .then()
                .onErrorComplete();
    }
}
