package com.banxiang.fleet.supervise;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BackoffTests {

    private final Backoff backoff = new Backoff();

    @Test
    void waitsTwiceAsLongEachTimeUpToALimit() {

        var first = backoff.after(Duration.ZERO);
        var second = backoff.after(Duration.ZERO);
        var last = Duration.ZERO;
        for (var i = 0; i < 20; i++) {
            last = backoff.after(Duration.ofSeconds(1));
        }

        assertThat(first).isEqualTo(Duration.ofMillis(200));
        assertThat(second).isEqualTo(first.multipliedBy(2));
        assertThat(last).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void forgetsOldTroubleWhenThePartWasWellForAWhile() {

        for (var i = 0; i < 20; i++) {
            backoff.after(Duration.ZERO);
        }

        assertThat(backoff.after(Duration.ofSeconds(10))).isEqualTo(Duration.ofMillis(200));
    }
}
