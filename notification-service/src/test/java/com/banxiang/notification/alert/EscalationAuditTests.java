package com.banxiang.notification.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.banxiang.notification.Happenings.AlertOf;
import com.banxiang.testkit.ServiceTest;
import com.banxiang.testkit.Shipped;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import reactor.core.publisher.Flux;

/** Somebody looks whether escalations really advance, and whether somebody looks. */
@ServiceTest
class EscalationAuditTests extends AlertScene {

    @Autowired
    AuditEscalations auditor;

    @Autowired
    MeterRegistry meters;

    @BeforeEach
    void raised() {
        everybodyHasAPhone();
        raisedAndTold();
    }

    @Test
    void aStepHeldByNobodyAliveIsFreedAndReported() {

        leasedForADay(1);
        stored.timePasses(alert.id(), Duration.ofMinutes(7));
        var before = overdue(1);

        auditor.audit().block();

        await().untilAsserted(() -> assertThat(smsTo(childPhone)).isEqualTo(1));
        assertThat(overdue(1)).isEqualTo(before + 1);
    }

    @Test
    void aStepThatWasPutOffWithoutEndIsMadeDue() {

        stored.change(
                "update escalations set due_at = now() + interval '1 day' where alert_id = ? and step > 0", alert.id());
        stored.change(
                "update escalations set due_at = now() - interval '7 minutes' where alert_id = ? and step = 0",
                alert.id());

        auditor.audit().block();

        assertThat(stored.one(
                        Boolean.class,
                        "select reported_at is not null from escalations where alert_id = ? and step = 1",
                        alert.id()))
                .isTrue();
        await().untilAsserted(() -> assertThat(stored.stepsOf(alert.id())).contains("1 told"));
    }

    @Test
    void aStepThatIsALittleLateIsLeftAlone() {

        leasedForADay(1);
        stored.timePasses(alert.id(), Duration.ofSeconds(5 * 60 + 30));

        auditor.audit().block();

        assertThat(reported()).isZero();
        assertThat(stored.stepsOf(alert.id())).contains("1 waiting");
    }

    @Test
    void whatSomebodyAnsweredIsNotOverdue() {

        leasedForADay(1);
        leasedForADay(2);
        leasedForADay(3);
        stored.timePasses(alert.id(), Duration.ofMinutes(30));
        stored.change("update alerts set elder_acked_version = critical_version where id = ?", alert.id());
        auditor.audit().block();
        assertThat(stored.all(
                        Integer.class,
                        "select step::int from escalations where alert_id = ? and reported_at is not null",
                        alert.id()))
                .containsExactly(1);

        stored.change("update escalations set reported_at = null where alert_id = ?", alert.id());
        stored.change("update alerts set other_acked_version = critical_version where id = ?", alert.id());
        leasedForADay(1);
        auditor.audit().block();

        assertThat(reported()).isZero();
    }

    @Test
    void anEscalationThatNeverBeganBegins() {

        stored.change("delete from escalations where alert_id = ?", alert.id());
        stored.change(
                "update tellings set occurred_at = occurred_at - interval '6 minutes' where alert_id = ?", alert.id());

        auditor.audit().block();

        assertThat(stored.stepsOf(alert.id())).hasSize(4);
        await().untilAsserted(() -> assertThat(smsTo(childPhone)).isEqualTo(1));
        assertThat(stored.stepsOf(alert.id())).contains("2 waiting", "3 waiting");
    }

    @Test
    void warningsAndClosedAlertsNeedNone() {

        var warning = AlertOf.elder(elder);
        warning.raised("warning");
        await().untilAsserted(() -> assertThat(stored.count("select count(*) from alerts where id = ?", warning.id()))
                .isEqualTo(1));
        stored.change("delete from escalations where alert_id = ?", alert.id());
        stored.change("update alerts set closed_by = ? where id = ?", UUID.randomUUID(), alert.id());

        auditor.audit().block();

        assertThat(stored.stepsOf(alert.id())).isEmpty();
        assertThat(stored.stepsOf(warning.id())).isEmpty();
    }

    @Test
    void ofManyAuditorsOneReports() {

        leasedForADay(1);
        stored.timePasses(alert.id(), Duration.ofMinutes(7));
        var before = overdue(1);

        Flux.range(0, 6).flatMap(_ -> auditor.audit(), 6).then().block();

        assertThat(overdue(1)).isEqualTo(before + 1);
    }

    @Test
    void saysWhenItLastLookedAndNotWhenItCouldNot() {

        auditor.audit().block();
        assertThat(lastLook()).isBetween(Instant.now().minusSeconds(30), Instant.now());

        var before = lastLook();
        stored.change("alter table escalations rename to escalations_out_of_reach");
        try {
            await().until(() -> Instant.now().isAfter(before.plusSeconds(2)));
            assertThat(auditor.audit().thenReturn(true).onErrorReturn(false).block())
                    .isFalse();
        } finally {
            stored.change("alter table escalations_out_of_reach rename to escalations");
        }

        assertThat(lastLook()).isEqualTo(before);
    }

    @Test
    void looksOftenEnoughAsItShips() {

        var settings = Shipped.settings("banxiang.escalation-audit", EscalationAuditSettings.class);

        assertThat(settings.every()).isEqualTo(Duration.ofSeconds(30));
        assertThat(settings.bound()).isEqualTo(Duration.ofMinutes(1));
    }

    private void leasedForADay(int step) {
        stored.change(
                "update escalations set leased_until = now() + interval '1 day' where alert_id = ? and step = ?",
                alert.id(),
                step);
    }

    private long reported() {
        return stored.count(
                "select count(*) from escalations where alert_id = ? and reported_at is not null", alert.id());
    }

    private double overdue(int step) {
        return meters.find("notification.escalation.overdue").tag("step", Integer.toString(step)).counters().stream()
                .mapToDouble(Counter::count)
                .sum();
    }

    private Instant lastLook() {
        return Instant.ofEpochSecond(
                (long) meters.get("notification.escalation.audit.last").gauge().value());
    }
}
