package com.banxiang.notification.alert;

import com.banxiang.notification.alert.Escalations.Step;
import com.banxiang.notification.delivery.Channel.Kind;
import com.banxiang.notification.delivery.Channel.Message;
import com.banxiang.notification.delivery.Channel.Reader;
import com.banxiang.notification.delivery.Channel.Recipient;
import com.banxiang.notification.delivery.Channel.Urgency;
import com.banxiang.notification.delivery.Outgoing;
import com.banxiang.notification.family.Family;
import com.banxiang.notification.inbox.Inbox;
import com.banxiang.platform.id.NameBasedIds;
import com.banxiang.platform.web.Unavailable;
import com.banxiang.platform.work.TimedWork;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import org.springframework.util.IdGenerator;
import reactor.core.publisher.Mono;

/**
 * Takes the steps of escalations that are due: the next people are told until somebody answers. Whether it is over is
 * asked with the alert's row held, so an answer that comes at the same moment either stops the step or comes after it.
 */
@Component
final class TakeSteps {

    private static final Logger LOG = LoggerFactory.getLogger(TakeSteps.class);
    private static final int AT_ONCE = 16;
    private static final Duration LEASE = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final Escalations escalations;
    private final Alerts alerts;
    private final Family family;
    private final Outgoing outgoing;
    private final TransactionalOperator transaction;
    private final AlertNudges nudges;
    private final MeterRegistry meters;
    private final IdGenerator ids;
    private final Clock clock;

    TakeSteps(
            Escalations escalations,
            Alerts alerts,
            Family family,
            Outgoing outgoing,
            TransactionalOperator transaction,
            AlertNudges nudges,
            EscalationSettings settings,
            TimedWork work,
            MeterRegistry meters,
            IdGenerator ids,
            Clock clock) {
        this.escalations = escalations;
        this.alerts = alerts;
        this.family = family;
        this.outgoing = outgoing;
        this.transaction = transaction;
        this.nudges = nudges;
        this.meters = meters;
        this.ids = ids;
        this.clock = clock;
        work.every("take escalation steps", settings.look(), nudges.steps().given(), this::takeAll);
    }

    private Mono<Void> takeAll() {
        return batch().repeat().takeUntil(taken -> taken == 0).then().checkpoint("take escalation steps");
    }

    private Mono<Long> batch() {

        return Mono.fromSupplier(clock::instant)
                .flatMapMany(now -> escalations.claim(AT_ONCE, ids.generateId(), now, now.plus(LEASE)))
                .flatMap(it -> take(it).thenReturn(it), AT_ONCE)
                .count();
    }

    private Mono<Void> take(Step step) {

        return alerts.find(step.alert())
                .flatMap(alert -> messages(alert, step))
                .flatMap(messages -> keep(step, messages))
                .onErrorResume(failure -> postpone(step, failure));
    }

    private Mono<List<Message>> messages(Alert alert, Step step) {

        return switch (step.step()) {
            case Escalations.CHILDREN -> toChildren(alert, step);
            case Escalations.CONTACT -> toContact(alert, step);
            default ->
                Mono.just(List.of(message(
                        alert,
                        step,
                        new Recipient(Reader.OPERATORS, alert.userId()),
                        Kind.ROBOTS,
                        "alert_unanswered",
                        Map.of("alert", alert.id().toString()))));
        };
    }

    private Mono<List<Message>> toChildren(Alert alert, Step step) {

        var template = alert.isConfirmed() ? "alert_family_confirmed" : "alert_family";
        return family.of(alert.userId())
                .map(relatives -> relatives.stream()
                        .filter(it -> it.hearsOfHealth() && it.alertPhone() != null)
                        .map(it -> message(
                                alert,
                                step,
                                Recipient.of(it.who()),
                                Kind.SMS,
                                template,
                                Map.of("relationship", it.relationship())))
                        .toList());
    }

    private Mono<List<Message>> toContact(Alert alert, Step step) {

        return family.elder(alert.userId())
                .map(elder -> elder.emergencyPhone() == null
                        ? List.of()
                        : List.of(message(
                                alert,
                                step,
                                new Recipient(Reader.CONTACT, alert.userId()),
                                Kind.SMS,
                                "alert_contact",
                                Map.of())));
    }

    /** A step is a reason of its own: who was told of the alert by short message before is told again. */
    private Message message(
            Alert alert, Step step, Recipient recipient, Kind channel, String template, Map<String, String> params) {

        var reason = NameBasedIds.of(alert.id(), "escalation step " + step.step());
        return new Message(
                reason,
                recipient,
                channel,
                Inbox.Type.HEALTH_ALERT,
                template,
                params,
                alert.userId(),
                alert.id(),
                step.step(),
                Urgency.CRITICAL,
                clock.instant());
    }

    private Mono<Void> keep(Step step, List<Message> messages) {

        return alerts.lock(step.alert())
                .flatMap(alert -> isOver(alert, step.step())
                        ? escalations.stop(step.alert(), step.step()).thenReturn(false)
                        : outgoing.add(messages)
                                .then(escalations.told(step))
                                .then(escalations.hurryIfNobodyReached(step.alert(), step.step(), clock.instant()))
                                .doOnSuccess(_ -> count(step)))
                .as(transaction::transactional)
                .then();
    }

    static boolean isOver(Alert alert, int step) {
        return alert.isClosed() || alert.isAnswered() || step >= Escalations.CONTACT && alert.isConfirmed();
    }

    private void count(Step step) {
        meters.counter("notification.escalation.step", "step", Integer.toString(step.step()))
                .increment();
    }

    /** Who is next can't be known now: this step is tried again, and the one after it does not wait for it. */
    private Mono<Void> postpone(Step step, Throwable failure) {

        if (!(failure instanceof Unavailable)) {
            LOG.warn(
                    "escalation step not taken: {} {} {}",
                    step.alert(),
                    step.step(),
                    failure.getClass().getName());
        }

        return Mono.fromSupplier(clock::instant)
                .flatMap(now -> postpone(step, now))
                .as(transaction::transactional)
                .filter(hurried -> hurried)
                .doOnNext(_ -> nudges.steps().give())
                .then()
                .onErrorComplete();
    }

    private Mono<Boolean> postpone(Step step, Instant now) {
        return alerts.lock(step.alert())
                .then(escalations.postpone(step, now.plus(PAUSE)))
                .then(escalations.hurry(step.alert(), step.step(), now));
    }
}
