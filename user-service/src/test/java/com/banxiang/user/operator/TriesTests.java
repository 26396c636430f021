package com.banxiang.user.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.banxiang.user.operator.Tries.Attempt.Counted;
import com.banxiang.user.operator.Tries.Attempt.Locked;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TriesTests {

    static final LockoutSettings SETTINGS =
            new LockoutSettings(4, Duration.ofMinutes(1), Duration.ofHours(1), Duration.ofDays(1));

    static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");

    @ParameterizedTest
    @CsvSource({"1, 0", "4, 0", "5, 1", "6, 2", "7, 4", "10, 32", "11, 60", "12, 60", "1000000, 60"})
    void nameIsClosedTwiceAsLongEachTime(int failures, long minutes) {
        assertThat(SETTINGS.pause(failures)).isEqualTo(Duration.ofMinutes(minutes));
    }

    @Test
    void fewAreCountedOnly() {
        assertThat(tried(3).oneMore(SETTINGS, NOW)).isEqualTo(new Counted(new Tries(4, NOW, null)));
    }

    @Test
    void oneTooManyClosesTheName() {
        assertThat(tried(4).oneMore(SETTINGS, NOW)).isEqualTo(new Counted(new Tries(5, NOW, NOW.plusSeconds(60))));
    }

    @Test
    void closedNameIsNotTriedUntilItIsOpenAgain() {

        var closed = new Tries(5, NOW, NOW.plusSeconds(60));

        assertThat(closed.oneMore(SETTINGS, NOW.plusSeconds(59))).isEqualTo(new Locked(Duration.ofSeconds(1)));
        assertThat(closed.oneMore(SETTINGS, NOW.plusSeconds(60)))
                .isEqualTo(new Counted(new Tries(6, NOW.plusSeconds(60), NOW.plusSeconds(180))));
    }

    @Test
    void countBeginsAnewAfterADayOfSilence() {

        var day = NOW.plus(Duration.ofDays(1));

        assertThat(tried(40).oneMore(SETTINGS, day)).isEqualTo(new Counted(new Tries(1, day, null)));
        assertThat(tried(4).oneMore(SETTINGS, day.minusMillis(1)))
                .isInstanceOfSatisfying(
                        Counted.class, it -> assertThat(it.tries().failures()).isEqualTo(5));
    }

    @Test
    void settingsThatMakeNoSenseAreRefused() {
        assertThatThrownBy(() -> new LockoutSettings(4, Duration.ofHours(2), Duration.ofHours(1), Duration.ofDays(1)))
                .hasMessageContaining("user.operators.lockout");
    }

    private static Tries tried(int failures) {
        return new Tries(failures, NOW, null);
    }
}
