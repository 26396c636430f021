package com.banxiang.platform.work;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.banxiang.platform.web.Unavailable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

class OffloadTests {

    private final Offload offload = new Offload(2, 4);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final CountDownLatch atWork = new CountDownLatch(2);
    private final CountDownLatch release = new CountDownLatch(1);

    @AfterEach
    void end() {
        release.countDown();
        offload.destroy();
    }

    @Test
    void runsBlockingWorkAwayFromTheEventLoop() {

        var thread = offload.call(() -> Thread.currentThread().getName())
                .subscribeOn(Schedulers.parallel())
                .block();

        assertThat(thread).startsWith("offload");
    }

    @Test
    void passesOnWhatTheWorkFailsWith() {

        StepVerifier.create(offload.call(() -> {
                    throw new IllegalArgumentException("no");
                }))
                .verifyError(IllegalArgumentException.class);
    }

    @Test
    void refusesAtOnceWhenThreadsAndQueueAreFull() throws InterruptedException {

        var accepted = new ArrayList<Mono<String>>();
        IntStream.range(0, 2).forEach(_ -> accepted.add(begin()));
        assertThat(atWork.await(60, SECONDS)).isTrue();
        IntStream.range(0, 4).forEach(_ -> accepted.add(begin()));

        StepVerifier.create(offload.call(() -> "one too many"))
                .expectError(Unavailable.class)
                .verify(PATIENCE);

        release.countDown();
        accepted.forEach(it -> assertThat(it.block(PATIENCE)).isEqualTo("done"));
        assertThat(offload.call(() -> "free again").block(PATIENCE)).isEqualTo("free again");
    }

    private Mono<String> begin() {

        var work = offload.call(() -> {
                    atWork.countDown();
                    release.await();
                    return "done";
                })
                .cache();
        work.subscribe();
        return work;
    }
}
