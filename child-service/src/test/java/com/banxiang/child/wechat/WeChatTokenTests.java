package com.banxiang.child.wechat;

import static com.banxiang.child.World.plain;
import static com.banxiang.child.World.weChatGivesToken;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.banxiang.child.World;
import com.banxiang.child.wechat.WeChatToken.Token;
import com.banxiang.platform.web.Unavailable;
import com.banxiang.testkit.ServiceTest;
import com.banxiang.testkit.Vendor;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import reactor.core.publisher.Flux;

@ServiceTest
class WeChatTokenTests {

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-21T08:00:00Z"));

    WeChatToken token;

    @BeforeEach
    void token(@Autowired WeChatSettings settings, @Autowired WeChatCalls calls) {
        InstantSource time = now::get;
        token = new WeChatToken(settings, calls, time.withZone(ZoneOffset.UTC));
    }

    @Test
    void isFetchedOnceForAllWhoWait() {

        weChatGivesToken("T1");

        var tokens = Flux.range(0, 20)
                .flatMap(_ -> token.get(), 20)
                .distinct()
                .collectList()
                .block();

        assertThat(tokens).hasSize(1);
        assertThat(fetched()).isEqualTo(1);
    }

    @Test
    void isRenewedFiveMinutesBeforeItsEnd() {

        weChatGivesToken("T1");
        assertThat(get().text()).isEqualTo("T1");
        weChatGivesToken("T2");

        forward(Duration.ofSeconds(7200 - 300).minusMillis(1));
        assertThat(get().text()).isEqualTo("T1");

        forward(Duration.ofMillis(1));
        assertThat(get().text()).isEqualTo("T2");
        assertThat(fetched()).isEqualTo(2);
    }

    @Test
    void isFetchedAnewOnlyIfTheRefusedOneIsStillInUse() {

        weChatGivesToken("T1");
        var first = get();
        weChatGivesToken("T2");

        token.drop(first).block();
        assertThat(get().text()).isEqualTo("T2");

        token.drop(first).block();
        get();
        assertThat(fetched()).isEqualTo(2);
    }

    @Test
    void isAskedForAgainAfterAFailure() {

        Vendor.server()
                .stubFor(post(urlEqualTo(World.WECHAT_TOKEN)).willReturn(plain("{\"errcode\":40125,\"errmsg\":\"\"}")));
        assertThatExceptionOfType(Unavailable.class).isThrownBy(this::get);

        weChatGivesToken("T1");
        assertThat(get().text()).isEqualTo("T1");
    }

    @Test
    void neverPrintsItself() {

        weChatGivesToken("T1");

        assertThat(get()).hasToString("Token[***]");
    }

    private Token get() {
        return token.get().blockOptional().orElseThrow();
    }

    private void forward(Duration step) {
        now.updateAndGet(it -> it.plus(step));
    }

    private static int fetched() {
        return Vendor.server()
                .findAll(postRequestedFor(urlEqualTo(World.WECHAT_TOKEN)))
                .size();
    }
}
