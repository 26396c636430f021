package com.banxiang.sandbox.memory;

import static org.assertj.core.api.Assertions.assertThat;

import com.banxiang.sandbox.SettableClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class MemoryTests {

    final SettableClock clock = new SettableClock();

    @Test
    void theOldestGoesWhenOneMoreThanTheLimitArrives() {

        var recent = new Recent<Integer>(2);
        recent.add(1);
        recent.add(2);
        recent.add(3);

        assertThat(recent.newestFirst(_ -> true)).containsExactly(3, 2);
    }

    @Test
    void aValueIsForgottenWhenItIsTooOld() {

        var remembered = new Remembered<String, Integer>(2, Duration.ofMinutes(5), clock);
        remembered.put("a", 1);

        clock.forward(Duration.ofMinutes(5).minusMillis(1));
        assertThat(remembered.putIfNew("a", 2)).isFalse();
        clock.forward(Duration.ofMillis(1));
        assertThat(remembered.find("a")).isEmpty();
        assertThat(remembered.putIfNew("a", 2)).isTrue();
    }

    @Test
    void theOldestValueGoesFirst() {

        var remembered = new Remembered<String, Integer>(2, Duration.ofDays(1), clock);
        remembered.put("a", 1);
        remembered.put("b", 1);
        remembered.put("a", 2);
        remembered.put("c", 3);

        assertThat(remembered.all()).containsExactly(2, 3);
    }
}
