package com.banxiang.notification.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class PaceTests {

    final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-20T08:00:00Z"));
    final Pace pace = new Pace(10, new Clock() {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now.get();
        }
    });

    @Test
    void letsNoMorePassThanItsRate() {

        assertThat(pace.take(8)).isEqualTo(8);
        assertThat(pace.take(8)).isEqualTo(2);
        assertThat(pace.take(8)).isZero();

        now.updateAndGet(it -> it.plus(Duration.ofMillis(300)));
        assertThat(pace.take(8)).isEqualTo(3);
    }

    @Test
    void forgetsWhatWasNotUsed() {

        now.updateAndGet(it -> it.plus(Duration.ofHours(1)));

        assertThat(pace.take(100)).isEqualTo(10);
    }

    @Test
    void takesBackWhatWasNotNeeded() {

        pace.take(10);
        pace.giveBack(4);

        assertThat(pace.take(10)).isEqualTo(4);
    }
}
