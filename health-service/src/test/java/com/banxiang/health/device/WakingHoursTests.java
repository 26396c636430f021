package com.banxiang.health.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.banxiang.health.Configured;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Nights don't count, and they are those of China. */
class WakingHoursTests {

    static final SilenceSettings SETTINGS = Configured.as(SilenceSettings.class, "health.silence", "application.yaml");

    @ParameterizedTest
    @CsvSource({
        "2026-11-20T07:00:00,2026-11-20T13:00:00",
        "2026-11-20T15:59:59,2026-11-20T21:59:59",
        "2026-11-20T16:00:00,2026-11-20T22:00:00",
        "2026-11-20T16:00:01,2026-11-21T07:00:01",
        "2026-11-20T21:00:00,2026-11-21T12:00:00",
        "2026-11-20T22:00:00,2026-11-21T13:00:00",
        "2026-11-21T03:00:00,2026-11-21T13:00:00",
        "2026-12-31T23:30:00,2027-01-01T13:00:00",
    })
    void sixHoursOfSilenceAreSixHoursOfTheDay(String heardAt, String dueAt) {
        assertThat(SETTINGS.wakingHours().after(at(heardAt), SETTINGS.after())).isEqualTo(at(dueAt));
    }

    @Test
    void longSilencesLastSeveralDays() {
        assertThat(SETTINGS.wakingHours().after(at("2026-11-20T20:00:00"), Duration.ofHours(20)))
                .isEqualTo(at("2026-11-22T10:00:00"));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-20T06:59:59,false",
        "2026-11-20T07:00:00,true",
        "2026-11-20T21:59:59,true",
        "2026-11-20T22:00:00,false",
    })
    void nightIsFromTenToSeven(String time, boolean awake) {
        assertThat(SETTINGS.wakingHours().contain(at(time))).isEqualTo(awake);
    }

    @Test
    void hoursThatEndBeforeTheyBeginAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new WakingHours(LocalTime.of(22, 0), LocalTime.of(7, 0)))
                .withMessageContaining("from < to");
    }

    private static Instant at(String inChina) {
        return OffsetDateTime.parse(inChina + "+08:00").toInstant();
    }
}
