package com.banxiang.health.alert;

import static com.banxiang.health.clinical.PressureComponent.DIASTOLIC;
import static com.banxiang.health.clinical.PressureComponent.SYSTOLIC;
import static com.banxiang.health.clinical.Severity.CRITICAL;
import static com.banxiang.health.clinical.Severity.WARNING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.banxiang.health.clinical.Breach;
import com.banxiang.health.clinical.Direction;
import com.banxiang.health.clinical.PressureComponent;
import com.banxiang.health.reading.Details;
import com.banxiang.platform.security.Account;
import com.banxiang.platform.security.AccountKind;
import com.banxiang.testkit.ServiceTest;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DuplicateKeyException;

/** What is written of an episode is what is read of it, in all its states. */
@ServiceTest
class AlertsTests {

    static final Instant AT = Instant.parse("2026-11-20T08:00:00.123456Z");

    @Autowired
    Alerts alerts;

    final UUID elder = UUID.randomUUID();

    final Episode opened = new Episode(
            UUID.randomUUID(),
            elder,
            AlertType.BLOOD_PRESSURE,
            UUID.randomUUID(),
            last(SYSTOLIC, "168", Direction.ABOVE, "150", AT.minusSeconds(60)),
            WARNING,
            true,
            1,
            AT,
            1,
            new Episode.Telling(1, AT),
            null,
            null,
            new Episode.Watch(false, 0, AT),
            "rules-1");

    @Test
    void keepsWhatOpened() {

        alerts.save(opened).block();

        assertThat(stored()).isEqualTo(opened);
        assertThat(alerts.open(elder, List.of(AlertType.BLOOD_PRESSURE))
                        .collectList()
                        .block())
                .containsExactly(opened);
    }

    @Test
    void keepsEverythingThatChanges() {

        alerts.save(opened).block();
        var told = new Episode(
                opened.id(),
                elder,
                AlertType.BLOOD_PRESSURE,
                opened.openedBy(),
                last(DIASTOLIC, "44", Direction.BELOW, "55", AT.plusSeconds(1)),
                CRITICAL,
                false,
                2,
                AT,
                5,
                new Episode.Telling(4, AT.plusSeconds(2)),
                new Acknowledgement(new Account(AccountKind.CHILD, UUID.randomUUID()), AT.plusSeconds(3)),
                null,
                new Episode.Watch(true, 1, AT.plusSeconds(4)),
                "rules-2");

        alerts.save(told).block();
        assertThat(stored()).isEqualTo(told);

        var ended = told.ended(Ending.Reason.RECOVERED, AT.plusSeconds(5));
        alerts.save(ended).block();
        assertThat(stored()).isEqualTo(ended);
        assertThat(alerts.open(elder, List.of(AlertType.BLOOD_PRESSURE))
                        .collectList()
                        .block())
                .isEmpty();
    }

    @Test
    void keepsACallForHelpWithoutAReading() {

        var call = Episode.opened(
                elder, AlertType.SOS, Episode.Last.ofAlarm(UUID.randomUUID(), AT), false, true, AT, "rules-1");

        alerts.save(call).block();

        assertThat(alerts.find(elder, call.id()).block()).isEqualTo(call);
    }

    @Test
    void personHasOneOpenEpisodeOfATypeEvenIfTheCodeIsWrong() {

        alerts.save(opened).block();
        var second = new Episode(
                UUID.randomUUID(),
                elder,
                opened.type(),
                UUID.randomUUID(),
                opened.last(),
                opened.severity(),
                opened.late(),
                opened.count(),
                opened.raisedAt(),
                opened.version(),
                opened.told(),
                null,
                null,
                opened.watch(),
                opened.rulesVersion());

        assertThatExceptionOfType(DuplicateKeyException.class)
                .isThrownBy(() -> alerts.save(second).block());
    }

    private Episode stored() {
        return alerts.find(elder, opened.id()).block();
    }

    private static Episode.Last last(
            PressureComponent component, String value, Direction direction, String bound, Instant recordedAt) {

        var severity = component == SYSTOLIC ? WARNING : CRITICAL;
        var breach = new Breach(component, new BigDecimal(value), direction, new BigDecimal(bound), severity);
        var details = Details.ofPressure(new BigDecimal("168"), new BigDecimal(value), null);
        return new Episode.Last(UUID.randomUUID(), recordedAt, breach, details);
    }
}
