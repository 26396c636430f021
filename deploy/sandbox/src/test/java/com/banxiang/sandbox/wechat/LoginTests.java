package com.banxiang.sandbox.wechat;

import static org.assertj.core.api.Assertions.assertThat;

import com.banxiang.sandbox.AtOnce;
import com.banxiang.sandbox.SandboxTest;
import com.banxiang.sandbox.SettableClock;
import com.jayway.jsonpath.JsonPath;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.util.AlternativeJdkIdGenerator;

@SandboxTest
class LoginTests {

    static final AtomicInteger LAST_CODE = new AtomicInteger();

    final String code = "minted-" + LAST_CODE.incrementAndGet();

    @Autowired
    WebTestClient client;

    @Autowired
    SettableClock clock;

    @BeforeEach
    void clearFaults() {
        client.delete().uri("/_sandbox/faults").exchange().expectStatus().isOk();
    }

    @Test
    void anyCodeStandsForItsOwnPersonAnyNumberOfTimes() {

        for (var time = 0; time < 3; time++) {
            expect(login(Map.of("js_code", "anna")), "$.openid", "openid-anna");
        }
    }

    @Test
    void theSessionKeyIsSixteenBytesAndChangesAtEveryLogin() {

        var first = JsonPath.<String>read(login(Map.of("js_code", "anna")), "$.session_key");
        var second = JsonPath.<String>read(login(Map.of("js_code", "anna")), "$.session_key");

        assertThat(Base64.getDecoder().decode(first)).hasSize(16);
        assertThat(second).isNotEqualTo(first);
    }

    @Test
    void successHasNoErrcodeAndNoUnionidUnlessOneWasGiven() {
        assertThat(login(Map.of("js_code", "anna"))).doesNotContain("errcode", "unionid");
    }

    @Test
    void aMintedCodeStandsForItsPersonOnce() {

        mint(Map.of("code", code, "openid", "oLi", "unionid", "uLi"));

        var session = login(Map.of());
        expect(session, "$.openid", "oLi");
        expect(session, "$.unionid", "uLi");
        expect(login(Map.of()), "$.errcode", 40163);
    }

    @Test
    void aMintedCodeUsedByManyAtOnceServesOne() {

        var login = new Login(new AlternativeJdkIdGenerator(), new SlowClock());
        for (var round = 0; round < 20; round++) {
            var once = "once-" + round;
            login.mint(once, new Login.Person("oLi", null));

            assertThat(AtOnce.all(() -> login.handle(once))).hasSize(1);
        }
    }

    @Test
    void aMintedCodeLivesFiveMinutes() {

        mint(Map.of("code", code, "openid", "oLi"));
        clock.forward(Duration.ofMinutes(5));

        expect(login(Map.of()), "$.errcode", 40029);
    }

    @Test
    void aMintedCodeWorksUntilThen() {

        mint(Map.of("code", code, "openid", "oLi"));
        clock.forward(Duration.ofMinutes(5).minusMillis(1));

        expect(login(Map.of()), "$.openid", "oLi");
    }

    @ParameterizedTest
    @CsvSource({
        "appid, '', 41002",
        "secret, '', 41004",
        "js_code, '', 41008",
        "appid, wx1, 40013",
        "secret, guessed, 40125",
        "grant_type, client_credential, 40002"
    })
    void theMiniProgramIsChecked(String parameter, String value, int errcode) {
        expect(login(Map.of(parameter, value)), "$.errcode", errcode);
    }

    @Test
    void theErrorTextEndsInARequestId() {
        assertThat(JsonPath.<String>read(login(Map.of("appid", "wx1")), "$.errmsg"))
                .matches("invalid appid rid: [0-9a-f]{8}-[0-9a-f]{8}-[0-9a-f]{8}");
    }

    @Test
    void theWrongMethodIsStatus200Too() {
        client.post()
                .uri("/wechat/sns/jscode2session")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.errcode")
                .isEqualTo(43001);
    }

    @Test
    void aPersonWhoLogsInTooOftenIsRefusedWhenTheQuotaIsOn() {

        client.post()
                .uri("/_sandbox/faults")
                .bodyValue(Map.of("vendor", "wechat", "kind", "quota"))
                .exchange()
                .expectStatus()
                .isOk();

        expect(login(Map.of()), "$.errcode", 45011);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"code\":\"x\"}", "{\"openid\":\"x\"}", "{\"code\":\" \",\"openid\":\"x\"}"})
    void aSessionNeedsACodeAndAnOpenid(String session) {
        client.post()
                .uri("/_sandbox/wechat/sessions")
                .header("Content-Type", "application/json")
                .bodyValue(session)
                .exchange()
                .expectStatus()
                .isBadRequest();
    }

    private void mint(Map<String, String> session) {
        client.post()
                .uri("/_sandbox/wechat/sessions")
                .bodyValue(session)
                .exchange()
                .expectStatus()
                .isOk();
    }

    /** The answer's text; always plain text with status 200. */
    private String login(Map<String, String> others) {

        var parameters = new HashMap<>(Map.of(
                "appid", "wx0000000000000001",
                "secret", "sandbox-wechat-secret",
                "js_code", code,
                "grant_type", "authorization_code"));
        parameters.putAll(others);
        return client.get()
                .uri(it -> {
                    parameters.forEach(it::queryParam);
                    return it.path("/wechat/sns/jscode2session").build();
                })
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .contentType("text/plain;charset=UTF-8")
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
    }

    private static void expect(String body, String path, Object value) {
        assertThat(JsonPath.<Object>read(body, path)).isEqualTo(value);
    }

    /** Keeps everybody long enough between looking and deciding to meet there. */
    private static final class SlowClock extends Clock {

        @Override
        public Instant instant() {

            LockSupport.parkNanos(Duration.ofMillis(1).toNanos());
            return Instant.EPOCH;
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
