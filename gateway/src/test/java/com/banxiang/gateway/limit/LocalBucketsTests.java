package com.banxiang.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LocalBucketsTests {

    final HandClock clock = new HandClock();
    final LocalBuckets buckets =
            new LocalBuckets(new LimitSettings(Duration.ofMinutes(1), 1, 1, 1, 1, Duration.ofSeconds(1), 1000), clock);
    final Quota tenPerMinute = new Quota(10, Duration.ofMinutes(1));

    @Test
    void grantsABucketfulAtOnceAndNoMore() {

        for (var left = 9; left >= 0; left--) {
            assertThat(buckets.take("a", tenPerMinute))
                    .returns(true, Allowance::granted)
                    .returns(left, Allowance::remaining);
        }

        assertThat(buckets.take("a", tenPerMinute))
                .returns(false, Allowance::granted)
                .returns(Duration.ofSeconds(6), Allowance::retryAfter);
    }

    @Test
    void fillsAgainOneByOne() {

        empty();

        clock.pass(Duration.ofSeconds(6));

        assertThat(buckets.take("a", tenPerMinute).granted()).isTrue();
        assertThat(buckets.take("a", tenPerMinute).granted()).isFalse();
    }

    @Test
    void holdsNoMoreThanOneBucketful() {

        empty();
        clock.pass(Duration.ofHours(1));

        for (var i = 0; i < 10; i++) {
            assertThat(buckets.take("a", tenPerMinute).granted()).isTrue();
        }
        assertThat(buckets.take("a", tenPerMinute).granted()).isFalse();
    }

    @Test
    void takesNothingForARefusal() {

        empty();
        for (var i = 0; i < 100; i++) {
            buckets.take("a", tenPerMinute);
        }
        clock.pass(Duration.ofSeconds(6));

        assertThat(buckets.take("a", tenPerMinute).granted()).isTrue();
    }

    @Test
    void countsEverybodyForThemselves() {
        empty();
        assertThat(buckets.take("b", tenPerMinute).granted()).isTrue();
    }

    @Test
    void grantsExactlyABucketfulToManyAtOnce() throws InterruptedException {

        var take = (Callable<Boolean>) () -> buckets.take("a", tenPerMinute).granted();

        try (var threads = Executors.newFixedThreadPool(8)) {
            var granted = threads
                    .invokeAll(IntStream.range(0, 200).mapToObj(_ -> take).toList())
                    .stream()
                    .filter(it -> it.resultNow())
                    .count();
            assertThat(granted).isEqualTo(10);
        }
    }

    @Test
    void forgetsTheOldestWhereThereAreMoreThanItMayRemember() {

        empty();
        for (var i = 0; i < 20_000; i++) {
            buckets.take("flood " + i, tenPerMinute);
        }

        assertThat(buckets.take("a", tenPerMinute).granted()).isTrue();
    }

    private void empty() {
        for (var i = 0; i < 10; i++) {
            buckets.take("a", tenPerMinute);
        }
    }

    private static final class HandClock extends Clock {

        private Instant now = Instant.parse("2026-11-20T08:00:00Z");

        void pass(Duration time) {
            now = now.plus(time);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
