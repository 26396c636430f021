package com.banxiang.gateway.limit;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.TimeUnit;

/**
 * A bucket's size and how fast it fills again: {@code permits} at once, and as many in each {@code per}.
 *
 * <p>A bucket is one number, the moment at which it will be full again. Taking a permit moves it on by the time one permit
 * takes to grow back; whoever would move it further than a whole bucket from now has to wait.
 */
record Quota(int permits, Duration per) {

    Quota {
        if (permits < 1 || per.compareTo(Duration.ofMillis(1)) < 0) {
            throw new IllegalArgumentException(
                    "quota: %d per %s (expected: at least 1 per 1ms)".formatted(permits, per));
        }
    }

    /** In which one permit grows back. */
    long intervalMicros() {
        return Math.max(1, bucketMicros() / permits);
    }

    /** In which an empty bucket is full again. */
    long bucketMicros() {
        return TimeUnit.NANOSECONDS.toMicros(per.toNanos());
    }

    /** @param untilFullMicros how far away the bucket is from being full, after the decision */
    Allowance allowance(boolean granted, long untilFullMicros) {

        var left = Math.clamp((bucketMicros() - untilFullMicros) / intervalMicros(), 0, permits);
        var wait = granted ? 0 : Math.max(0, untilFullMicros + intervalMicros() - bucketMicros());

        return new Allowance(granted, permits, granted ? left : 0, micros(untilFullMicros), micros(wait));
    }

    private static Duration micros(long micros) {
        return Duration.of(micros, ChronoUnit.MICROS);
    }
}
