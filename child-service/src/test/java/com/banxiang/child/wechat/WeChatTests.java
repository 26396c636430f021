package com.banxiang.child.wechat;

import static com.banxiang.child.World.plain;
import static com.banxiang.child.World.unique;
import static com.banxiang.child.World.weChatAnswers;
import static com.banxiang.child.World.weChatAnswersPhone;
import static com.banxiang.child.World.weChatGivesToken;
import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.banxiang.platform.web.Unavailable;
import com.banxiang.testkit.ServiceTest;
import com.banxiang.testkit.Shipped;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
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

    WeChatCalls calls;
    WeChat weChat;
    WeChatPhones phones;

    @BeforeEach
    void weChat(@Autowired WeChatSettings settings, @Autowired JsonMapper json) {
        var impatient = new WeChatSettings(
                settings.baseUrl(),
                settings.appId(),
                settings.secret(),
                settings.connect(),
                settings.response(),
                0,
                Duration.ofMillis(1),
                settings.connections(),
                settings.waiting(),
                LEAST);
        calls = new WeChatCalls(impatient, json, meters);
        weChat = new WeChat(impatient, calls);
        phones = new WeChatPhones(impatient, calls, new WeChatToken(impatient, calls, Clock.systemUTC()));
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

    @Test
    void isNotInTroubleBecauseATokenHasEnded() {

        var code = unique("phone-");
        weChatGivesToken("ended");
        weChatAnswersPhone(code, plain("{\"errcode\":42001,\"errmsg\":\"access_token expired\"}"));

        for (var i = 0; i < 2 * LEAST; i++) {
            assertThatExceptionOfType(Unavailable.class)
                    .isThrownBy(() -> phones.behind(code).block());
        }

        assertThat(breakerState()).isZero();
    }

    @Test
    void isTriedWithinThreeSecondsAndTwiceMoreWhileBusy() {

        var shipped = Shipped.settings("banxiang.wechat", WeChatSettings.class);

        assertThat(shipped.response()).isEqualTo(Duration.ofSeconds(3));
        assertThat(shipped.retries()).isEqualTo(2);
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
