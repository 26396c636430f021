package com.banxiang.platform.work;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.banxiang.testkit.CapturedLogs;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

class TimedWorkTests {

    private static final Duration SHORT = Duration.ofMillis(10);
    private static final Duration LONG = Duration.ofHours(1);

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final TimedWork timedWork = new TimedWork(meters);
    private final AtomicInteger runs = new AtomicInteger();

    @AfterEach
    void stop() {
        timedWork.stop();
    }

    @Test
    void beginsWithTheServiceAndNotBefore() {

        timedWork.every("count", SHORT, this::count);
        assertThat(runs).hasValue(0);

        timedWork.start();

        await().atMost(60, SECONDS).until(() -> runs.get() > 2);
    }

    @Test
    void neverRunsTwiceAtOnce() {

        var underway = new AtomicInteger();
        var twice = new AtomicBoolean();
        timedWork.start();
        timedWork.every(
                "slow",
                Duration.ofMillis(1),
                () -> Mono.fromRunnable(() -> {
                            if (underway.incrementAndGet() > 1) {
                                twice.set(true);
                            }
                        })
                        .then(Mono.delay(Duration.ofMillis(20)))
                        .doOnNext(_ -> underway.decrementAndGet())
                        .then(count()));

        await().atMost(60, SECONDS).until(() -> runs.get() > 5);
        assertThat(twice).isFalse();
    }

    @Test
    void goesOnAfterAFailureAndCountsIt() {

        timedWork.start();
        timedWork.every("fragile", SHORT, () -> count().then(Mono.error(new IllegalStateException("no"))));

        await().atMost(60, SECONDS).until(() -> runs.get() > 2);
        assertThat(meters.get("work.runs")
                        .tags("name", "fragile", "outcome", "failed")
                        .counter()
                        .count())
                .isPositive();
    }

    @Test
    void goesOnWhenWorkCanNotEvenBegin() {

        timedWork.start();
        timedWork.every("broken", SHORT, () -> {
            runs.incrementAndGet();
            throw new IllegalStateException("no");
        });

        await().atMost(60, SECONDS).until(() -> runs.get() > 2);
    }

    @Test
    void letsWorkFinishWhenTheServiceStops() {

        var begun = new AtomicBoolean();
        var finished = new AtomicBoolean();
        timedWork.start();
        timedWork.every(
                "slow",
                SHORT,
                () -> Mono.fromRunnable(() -> begun.set(true))
                        .then(Mono.delay(Duration.ofMillis(300)))
                        .doOnNext(_ -> finished.set(true))
                        .then());
        await().atMost(60, SECONDS).untilTrue(begun);

        timedWork.stop();

        assertThat(finished).isTrue();
    }

    @Test
    void doesNotWaitForAPauseWhenTheServiceStops() {

        timedWork.start();
        timedWork.every("rare", LONG, this::count);

        try (var logs = CapturedLogs.start()) {
            timedWork.stop();

            assertThat(logs.text()).doesNotContain("was still running");
        }
        assertThat(runs).hasValue(0);
    }

    @Test
    void beginsAgainWhenTheServiceDoes() {

        timedWork.every("count", SHORT, this::count);
        timedWork.start();
        await().atMost(60, SECONDS).until(() -> runs.get() > 0);
        timedWork.stop();
        var stopped = runs.get();

        timedWork.start();

        await().atMost(60, SECONDS).until(() -> runs.get() > stopped);
    }

    @Test
    void endsForGoodWhenItIsNoLongerWanted() {

        timedWork.start();
        var job = timedWork.every("count", SHORT, this::count);
        await().atMost(60, SECONDS).until(() -> runs.get() > 0);

        job.dispose();
        timedWork.stop();
        var ended = runs.get();
        var others = new AtomicInteger();
        timedWork.start();
        timedWork.every("another", SHORT, () -> Mono.fromRunnable(others::incrementAndGet));

        await().atMost(60, SECONDS).until(() -> others.get() > 5);
        assertThat(job.isDisposed()).isTrue();
        assertThat(runs.get()).as("what ran at that moment may finish").isBetween(ended, ended + 1);
    }

    @Test
    void needNotWaitForTheClockWhereSomebodyKnowsOfWork() {

        var sooner = Sinks.<Void>one();
        timedWork.start();
        timedWork.every("waiting", LONG, sooner.asMono(), this::count);

        sooner.tryEmitEmpty();

        await().atMost(60, SECONDS).until(() -> runs.get() > 0);
    }

    private Mono<Void> count() {
        return Mono.fromRunnable(runs::incrementAndGet);
    }
}
