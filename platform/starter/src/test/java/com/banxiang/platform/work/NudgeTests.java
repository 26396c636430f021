package com.banxiang.platform.work;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class NudgeTests {

    static final Duration AN_HOUR = Duration.ofHours(1);

    final Nudge nudge = new Nudge();

    @Test
    void wakesWhoWaits() {
        StepVerifier.create(nudge.given())
                .expectSubscription()
                .then(nudge::give)
                .verifyComplete();
    }

    @Test
    void isRememberedWhileNobodyWaits() {

        nudge.give();
        nudge.give();

        StepVerifier.create(nudge.given()).verifyComplete();
        StepVerifier.create(nudge.given()).verifyTimeout(Duration.ofMillis(50));
    }

    @Test
    void isKeptForTheNextWhenAWaiterLeft() {

        StepVerifier.create(nudge.given()).verifyTimeout(Duration.ofMillis(50));
        nudge.give();

        StepVerifier.create(nudge.given()).verifyComplete();
    }

    @Test
    void startsTimedWorkBeforeItsTimeAndOnceMoreForWhatCameMeanwhile() {

        var runs = new AtomicInteger();
        var work = new TimedWork(new SimpleMeterRegistry());
        work.every("nudged", AN_HOUR, nudge.given(), () -> Mono.fromRunnable(runs::incrementAndGet));
        work.start();

        nudge.give();
        await().atMost(60, SECONDS).untilAsserted(() -> assertThat(runs).hasValue(1));
        nudge.give();
        await().atMost(60, SECONDS).untilAsserted(() -> assertThat(runs).hasValueGreaterThan(1));

        work.stop();
    }
}
