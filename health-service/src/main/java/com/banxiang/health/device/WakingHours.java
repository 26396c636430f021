package com.banxiang.health.device;

import com.banxiang.platform.web.Times;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;

/** The hours of a day, in China, in which somebody may be told and a device is expected to report. */
record WakingHours(LocalTime from, LocalTime to) {

    WakingHours {
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException("waking hours: %s to %s (expected: from < to)".formatted(from, to));
        }
    }

    boolean contain(Instant time) {

        var clock = time.atZone(Times.CHINA).toLocalTime();
        return !clock.isBefore(from) && clock.isBefore(to);
    }

    /** When so much waking time will have passed: a band that lies beside the bed at night is not silent. */
    Instant after(Instant start, Duration time) {

        var at = contain(start) ? start : morningAfter(start);
        var left = time;

        while (Duration.between(at, eveningOf(at)).compareTo(left) < 0) {
            left = left.minus(Duration.between(at, eveningOf(at)));
            at = morningAfter(at);
        }

        return at.plus(left);
    }

    private Instant eveningOf(Instant time) {
        return Times.dayOf(time).atTime(to).atZone(Times.CHINA).toInstant();
    }

    private Instant morningAfter(Instant time) {

        var morning = Times.dayOf(time).atTime(from).atZone(Times.CHINA);
        return (morning.toInstant().isAfter(time) ? morning : morning.plusDays(1)).toInstant();
    }
}
