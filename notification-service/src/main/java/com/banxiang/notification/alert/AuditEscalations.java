package com.banxiang.notification.alert;

import com.banxiang.notification.alert.EscalationLedger.NeverBegun;
import com.banxiang.notification.alert.Escalations.Step;
import com.banxiang.platform.work.TimedWork;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Checks that every escalation really advances. A step that is overdue although nobody answered is made due at once and
 * reported, again each time it is still found; a critical alert that never began to escalate begins. When the auditor itself
 * last looked is a metric, so that its own silence can be heard.
 */
@Component
final class AuditEscalations {

    private static final Logger LOG = LoggerFactory.getLogger(AuditEscalations.class);
    private static final int MOST = 100;

    /** Longer than any instance holds a step. */
    private static final Duration LONGEST_LEASE = Duration.ofSeconds(30);

    private final EscalationLedger ledger;
    private final Escalations escalations;
    private final EscalationAuditSettings settings;
    private final AlertNudges nudges;
    private final MeterRegistry meters;
    private final Clock clock;
    private final AtomicLong lastGood = new AtomicLong();

    AuditEscalations(
            EscalationLedger ledger,
            Escalations escalations,
            EscalationAuditSettings settings,
            AlertNudges nudges,
            TimedWork work,
            MeterRegistry meters,
            Clock clock) {
        this.ledger = ledger;
        this.escalations = escalations;
        this.settings = settings;
        this.nudges = nudges;
        this.meters = meters;
        this.clock = clock;
        Gauge.builder("notification.escalation.audit.last", lastGood, AtomicLong::get)
                .description("when the auditor of escalations last looked at all of them; 0 before it first did")
                .baseUnit("seconds")
                .register(meters);
        work.every("audit escalations", settings.every(), this::audit);
    }

    /** What it can't finish is not heard of as good. */
    Mono<Void> audit() {

        return Mono.fromSupplier(clock::instant)
                .flatMap(now -> begin(now).then(rearm(now)).thenReturn(now))
                .doOnNext(now -> lastGood.set(now.getEpochSecond()))
                .then()
                .checkpoint("audit escalations");
    }

    private Mono<Void> begin(Instant now) {
        return ledger.neverBegun(now, MOST)
                .concatMap(it -> escalations.start(it.alert(), it.since()).thenReturn(it))
                .doOnNext(this::report)
                .then();
    }

    private Mono<Void> rearm(Instant now) {

        return ledger.rearm(
                        now.minus(settings.bound()),
                        now.minus(settings.every().dividedBy(2)),
                        now.plus(LONGEST_LEASE),
                        now,
                        MOST)
                .doOnNext(this::report)
                .count()
                .filter(found -> found > 0)
                .doOnNext(_ -> nudges.steps().give())
                .then();
    }

    private void report(NeverBegun it) {
        LOG.error("escalation never began: {}", it.alert());
        count(Escalations.EVERYBODY);
    }

    private void report(Step it) {
        LOG.error("escalation step overdue: {} {}", it.alert(), it.step());
        count(it.step());
    }

    private void count(int step) {
        meters.counter("notification.escalation.overdue", "step", Integer.toString(step))
                .increment();
    }
}
