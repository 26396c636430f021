package com.banxiang.health.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.banxiang.health.Configured;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DeviceRateLimitTests {

    Instant now = Instant.parse("2026-11-20T08:00:00Z");

    final DeviceRateLimit limit = new DeviceRateLimit(
            Configured.as(WebhookSettings.class, "health.webhook", "application.yaml"),
            InstantSourceClock.of(() -> now));

    @Test
    void admitsAMinutesMessagesAtOnceAndNoMore() {

        IntStream.range(0, 60).forEach(_ -> assertThat(limit.waitFor("a")).isZero());

        assertThat(limit.waitFor("a")).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void fillsUpEvenly() {

        IntStream.range(0, 61).forEach(_ -> limit.waitFor("a"));
        now = now.plusSeconds(1);

        assertThat(limit.waitFor("a")).isZero();
        assertThat(limit.waitFor("a")).isPositive();
    }

    @Test
    void deviceGoneWildCostsNoOther() {

        IntStream.range(0, 100).forEach(_ -> limit.waitFor("a"));

        assertThat(limit.waitFor("b")).isZero();
    }

    /** A clock the test moves. */
    private static final class InstantSourceClock extends Clock {

        private final InstantSource source;

        private InstantSourceClock(InstantSource source) {
            this.source = source;
        }

        static Clock of(InstantSource source) {
            return new InstantSourceClock(source);
        }

        @Override
        public java.time.ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return source.instant();
        }
    }
}
