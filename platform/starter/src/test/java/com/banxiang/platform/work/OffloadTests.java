package com.banxiang.platform.work;

import static org.assertj.core.api.Assertions.assertThat;

import com.banxiang.platform.web.Unavailable;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

class OffloadTests {

    private final Offload offload = new Offload(2, 4);
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
    void refusesAtOnceWhenThreadsAndQueueAreFull() {

        var accepted = new ArrayList<Mono<String>>();
        for (var i = 0; i < 6; i++) {
            var work = offload.call(this::waitForRelease).cache();
            work.subscribe();
            accepted.add(work);
        }

        StepVerifier.create(offload.call(() -> "one too many")).verifyError(Unavailable.class);

        release.countDown();
        accepted.forEach(it -> assertThat(it.block()).isEqualTo("done"));
        assertThat(offload.call(() -> "free again").block()).isEqualTo("free again");
    }

    private String waitForRelease() throws InterruptedException {
        release.await();
        return "done";
    }
}
