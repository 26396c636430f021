package com.banxiang.notification.preference;

import static org.assertj.core.api.Assertions.assertThat;

import com.banxiang.notification.delivery.Channel.Urgency;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class QuietHoursTests {

    static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");

    @ParameterizedTest
    @CsvSource({
        "22:00, 07:00, 2026-11-20T21:59:59, ",
        "22:00, 07:00, 2026-11-20T22:00:00, 2026-11-21T07:00:00",
        "22:00, 07:00, 2026-11-20T23:59:59, 2026-11-21T07:00:00",
        "22:00, 07:00, 2026-11-21T00:00:00, 2026-11-21T07:00:00",
        "22:00, 07:00, 2026-11-21T06:59:59, 2026-11-21T07:00:00",
        "22:00, 07:00, 2026-11-21T07:00:00, ",
        "22:00, 07:00, 2026-11-21T12:00:00, ",
        "12:30, 14:00, 2026-11-21T12:29:59, ",
        "12:30, 14:00, 2026-11-21T12:30:00, 2026-11-21T14:00:00",
        "12:30, 14:00, 2026-11-21T13:59:59, 2026-11-21T14:00:00",
        "12:30, 14:00, 2026-11-21T14:00:00, ",
        "00:00, 06:00, 2026-11-21T00:00:00, 2026-11-21T06:00:00",
        "00:00, 06:00, 2026-11-20T23:59:59, ",
        "18:00, 00:00, 2026-11-20T23:59:59, 2026-11-21T00:00:00",
        "18:00, 00:00, 2026-11-21T00:00:00, ",
        "07:00, 06:59, 2026-12-31T07:00:00, 2027-01-01T06:59:00"
    })
    void holdUntilTheyEnd(LocalTime from, LocalTime to, LocalDateTime now, @Nullable LocalDateTime until) {
        assertThat(new QuietHours(from, to, true, false).hold(Urgency.NORMAL, inChina(now)))
                .isEqualTo(until == null ? null : inChina(until));
    }

    @ParameterizedTest
    @CsvSource({
        "NORMAL, true, false, true",
        "NORMAL, true, true, true",
        "NORMAL, false, true, false",
        "WARNING, true, false, false",
        "WARNING, true, true, true",
        "WARNING, false, true, false",
        "CRITICAL, true, true, false",
        "CRITICAL, true, false, false"
    })
    void whatPressesWaitsOnlyIfItsReaderSaidSo(Urgency urgency, boolean enabled, boolean holdWarnings, boolean waits) {

        var night = new QuietHours(LocalTime.of(22, 0), LocalTime.of(7, 0), enabled, holdWarnings);

        assertThat(night.hold(urgency, inChina(LocalDateTime.parse("2026-11-21T03:00:00"))) != null)
                .isEqualTo(waits);
    }

    @Test
    void areTheNightForWhoeverSaidNothing() {
        assertThat(QuietHours.USUAL).isEqualTo(new QuietHours(LocalTime.of(22, 0), LocalTime.of(7, 0), true, false));
    }

    @ParameterizedTest
    @EnumSource
    void holdNothingByDay(Urgency urgency) {
        assertThat(new QuietHours(LocalTime.of(22, 0), LocalTime.of(7, 0), true, true)
                        .hold(urgency, inChina(LocalDateTime.parse("2026-11-21T12:00:00"))))
                .isNull();
    }

    private static Instant inChina(LocalDateTime time) {
        return time.atZone(CHINA).toInstant();
    }
}
