package com.banxiang.child.wechat;

import static com.banxiang.child.World.unique;
import static com.banxiang.child.World.weChatAnswers;
import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.banxiang.platform.web.Unavailable;
import com.banxiang.testkit.ServiceTest;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.json.JsonMapper;

/** How WeChat is spared while it is in trouble. */
@ServiceTest
class WeChatTests {

    private static final int LEAST = 4;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    WeChat weChat;

    @BeforeEach
    void weChat(@Autowired WeChatSettings settings, @Autowired JsonMapper json) {
        weChat = new WeChat(
                new WeChatSettings(
                        settings.baseUrl(),
                        settings.appId(),
                        settings.secret(),
                        settings.connect(),
                        settings.response(),
                        0,
                        Duration.ofMillis(1),
                        settings.connections(),
                        settings.waiting(),
                        LEAST),
                json,
                meters);
    }

    @Test
    void isLeftAloneForAWhileWhenItFailsTooOften() {

        var code = unique("code-");
        weChatAnswers(code, aResponse().withStatus(500));

        for (var i = 0; i < 2 * LEAST; i++) {
            assertUnavailable(code);
        }

        assertThat(breakerState()).isPositive();
    }

    @Test
    void isNotInTroubleBecauseItRefusesCodes() {

        var code = unique("code-");
        weChatAnswers(code, "{\"errcode\":40029,\"errmsg\":\"invalid code\"}");

        for (var i = 0; i < 2 * LEAST; i++) {
            assertThat(weChat.whoIs(code).block()).isInstanceOf(WeChatAnswer.NotThisTime.class);
        }

        assertThat(breakerState()).isZero();
    }

    private void assertUnavailable(String code) {
        assertThatExceptionOfType(Unavailable.class)
                .isThrownBy(() -> weChat.whoIs(code).block());
    }

    private double breakerState() {
        return meters.get("neighbour.breaker.state")
                .tag("neighbour", "wechat")
                .gauge()
                .value();
    }
}
