package com.banxiang.health.pull;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.banxiang.testkit.Shipped;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PullSettingsTests {

    private final PullSettings shipped = Shipped.settings("health.pull", PullSettings.class);

    @Test
    void areAsAgreed() {
        assertThat(shipped.every()).isEqualTo(Duration.ofMinutes(30));
        assertThat(shipped.overlap()).isEqualTo(Duration.ofHours(24));
        assertThat(shipped.reachBack()).isEqualTo(Duration.ofDays(30));
        assertThat(shipped.window()).isLessThanOrEqualTo(Duration.ofDays(30));
        assertThat(shipped.renewBefore()).isEqualTo(Duration.ofMinutes(2));
        assertThat(shipped.attemptLives()).isEqualTo(Duration.ofMinutes(10));
        assertThat(shipped.leastPause()).isEqualTo(Duration.ofMinutes(1));
    }

    @ParameterizedTest
    @CsvSource({"0.0, PT27M", "0.5, PT30M", "1.0, PT33M"})
    void nextTimeDiffersByATenth(double random, Duration expected) {
        assertThat(shipped.next(random)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"0, PT1M", "1, PT2M", "5, PT32M", "9, PT6H", "2147483647, PT6H"})
    void pauseDoublesWithEachFailureUpToALimit(int failures, Duration expected) {
        assertThat(shipped.pauseAfter(failures)).isEqualTo(expected);
    }

    @Test
    void refuseWhatMakesNoSense() {
        assertThatThrownBy(() -> settings(1.0, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> settings(0.1, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    private PullSettings settings(double jitter, int atOnce) {
        var any = Duration.ofMinutes(1);
        return new PullSettings(any, jitter, any, atOnce, any, any, any, any, any, any, any, any, any, any);
    }
}
