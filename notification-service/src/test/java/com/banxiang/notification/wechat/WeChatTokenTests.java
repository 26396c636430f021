package com.banxiang.notification.wechat;

import static org.assertj.core.api.Assertions.assertThat;

import com.banxiang.notification.vendor.Secret;
import com.banxiang.notification.vendor.Vendors.Reply;
import com.banxiang.notification.vendor.Vendors.Reply.Answered;
import com.banxiang.notification.vendor.Vendors.Reply.Lost;
import com.banxiang.platform.web.Unavailable;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;
import reactor.test.scheduler.VirtualTimeScheduler;
import tools.jackson.databind.json.JsonMapper;

class WeChatTokenTests {

    static final Instant BEGINNING = Instant.parse("2026-11-20T08:00:00Z");
    static final Duration LIFE = Duration.ofSeconds(7200);

    final AtomicInteger fetched = new AtomicInteger();
    final VirtualTimeScheduler time = VirtualTimeScheduler.create();
    WeChatToken token;

    @BeforeEach
    void begin() {
        token = new WeChatToken(
                (_, _, _, _) -> Mono.delay(Duration.ofSeconds(1), time).map(_ -> answer()),
                new WeChatSettings(
                        URI.create("http://wechat"),
                        "app",
                        Secret.of("secret"),
                        Duration.ofSeconds(1),
                        "T",
                        "page",
                        "formal"),
                JsonMapper.shared(),
                clock());
    }

    private Clock clock() {
        InstantSource passing = () -> BEGINNING.plusMillis(time.now(TimeUnit.MILLISECONDS));
        return passing.withZone(ZoneOffset.UTC);
    }

    @Test
    void isFetchedOnceForAllWhoWait() {
        StepVerifier.create(Flux.range(0, 20).flatMap(_ -> token.get()).distinct())
                .then(() -> time.advanceTimeBy(Duration.ofSeconds(1)))
                .expectNextCount(1)
                .verifyComplete();
        assertThat(fetched).hasValue(1);
    }

    @Test
    void isRenewedFiveMinutesBeforeItsEnd() {
        get();
        time.advanceTimeBy(LIFE.minusMinutes(5).minusSeconds(1));
        get();
        assertThat(fetched).hasValue(1);
        time.advanceTimeBy(Duration.ofSeconds(2));
        get();
        assertThat(fetched).hasValue(2);
    }

    @Test
    void isFetchedAnewOnlyIfTheRefusedOneIsStillInUse() {
        var first = get();
        token.drop(first).block();
        var second = get();
        assertThat(second).isNotEqualTo(first);
        token.drop(first).block();
        assertThat(get()).isEqualTo(second);
    }

    @Test
    void aFailureIsNotRemembered() {
        fetched.set(-1);
        StepVerifier.create(token.get())
                .then(() -> time.advanceTimeBy(Duration.ofSeconds(1)))
                .verifyError(Unavailable.class);
        assertThat(get().text()).isEqualTo("T1");
    }

    private WeChatToken.Token get() {
        var answer = token.get().toFuture();
        time.advanceTimeBy(Duration.ofSeconds(1));
        return answer.join();
    }

    private Reply answer() {
        var count = fetched.incrementAndGet();
        return count == 0
                ? new Lost("timeout")
                : new Answered(
                        200,
                        "{\"access_token\":\"T%d\",\"expires_in\":%d}"
                                .formatted(count, LIFE.toSeconds())
                                .getBytes(StandardCharsets.UTF_8));
    }
}
