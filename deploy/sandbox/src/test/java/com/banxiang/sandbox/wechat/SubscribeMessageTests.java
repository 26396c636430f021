package com.banxiang.sandbox.wechat;

import static org.assertj.core.api.Assertions.assertThat;

import com.banxiang.sandbox.AtOnce;
import com.banxiang.sandbox.SandboxTest;
import com.banxiang.sandbox.SettableClock;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.BodyContentSpec;

@SandboxTest
class SubscribeMessageTests {

    static final String TEMPLATE = "TPL_HEALTH_ALERT_000000000000000000000000001";
    static final AtomicInteger LAST_PERSON = new AtomicInteger();

    final String openid = "oPerson" + LAST_PERSON.incrementAndGet();

    @Autowired
    WebTestClient client;

    @Autowired
    AccessTokens tokens;

    @Autowired
    SettableClock clock;

    @BeforeEach
    void clearFaults() {
        client.delete().uri("/_sandbox/faults").exchange().expectStatus().isOk();
    }

    @Test
    void theTokenComesFromTheTokenEndpoint() {
        token(Map.of())
                .jsonPath("$.access_token")
                .isEqualTo(tokens.stable().value())
                .jsonPath("$.expires_in")
                .value(Integer.class, it -> assertThat(it).isBetween(300, 7_200));
    }

    @ParameterizedTest
    @CsvSource({
        "grant_type, authorization_code, 40002",
        "appid, '', 41002",
        "appid, wx1, 40013",
        "secret, '', 41004",
        "secret, guessed, 40001"
    })
    void theTokenEndpointChecksTheMiniProgram(String member, String value, int errcode) {
        token(Map.of(member, value)).jsonPath("$.errcode").isEqualTo(errcode);
    }

    @Test
    void theTokenEndpointTakesJsonByPost() {
        client.get()
                .uri("/wechat/cgi-bin/stable_token")
                .exchange()
                .expectBody()
                .jsonPath("$.errcode")
                .isEqualTo(43002);
        client.post()
                .uri("/wechat/cgi-bin/stable_token")
                .bodyValue("grant_type=client_credential")
                .exchange()
                .expectBody()
                .jsonPath("$.errcode")
                .isEqualTo(47001);
    }

    @Test
    void aMessageArrives() {

        send(message()).jsonPath("$.errcode").isEqualTo(0).jsonPath("$.errmsg").isEqualTo("ok");

        inbox().json("""
            [{"openid":"%s","templateId":"%s","page":"pages/alert/detail?id=42","state":"formal",
              "data":{"thing1":"您关注的家人有一条健康提醒","thing2":"母亲","time3":"2026-01-01 12:00"},"at":"%s"}]\
            """.formatted(openid, TEMPLATE, clock.instant()));
    }

    @Test
    void whoWasNeverGivenACountAllowsAnyNumber() {

        for (var number = 0; number < 5; number++) {
            send(message()).jsonPath("$.errcode").isEqualTo(0);
        }
    }

    @Test
    void eachMessageTakesOneConsent() {

        allow(2);

        send(message()).jsonPath("$.errcode").isEqualTo(0);
        send(message()).jsonPath("$.errcode").isEqualTo(0);
        send(message()).jsonPath("$.errcode").isEqualTo(43101);
        inbox().jsonPath("$.length()").isEqualTo(2);
        allow(1);
        send(message()).jsonPath("$.errcode").isEqualTo(0);
    }

    @Test
    void theLastConsentIsTakenOnceByManyAtOnce() {

        var consents = new Consents(clock);
        for (var round = 0; round < 200; round++) {
            consents.set(openid, TEMPLATE, 1);

            assertThat(AtOnce.all(() -> consents.take(openid, TEMPLATE))).containsOnlyOnce(true);
        }
    }

    @Test
    void aRefusedMessageTakesNoConsent() {

        allow(1);
        send(message("thing1", "")).jsonPath("$.errcode").isEqualTo(47003);

        send(message()).jsonPath("$.errcode").isEqualTo(0);
    }

    @ParameterizedTest
    @CsvSource({"thing1, 您关注的家人有一条健康提醒请打开查看哦哦哦哦", "thing2, ''", "time3, 刚才"})
    void anOffendingValueIsNamed(String keyword, String value) {
        send(message(keyword, value))
                .jsonPath("$.errcode")
                .isEqualTo(47003)
                .jsonPath("$.errmsg")
                .value(String.class, it -> assertThat(it).contains("data.%s.value".formatted(keyword)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"thing1", "thing2", "time3"})
    void everyKeywordMustBePresent(String keyword) {

        var data = data();
        data.remove(keyword);

        send(with("data", data))
                .jsonPath("$.errcode")
                .isEqualTo(47003)
                .jsonPath("$.errmsg")
                .value(String.class, it -> assertThat(it).contains(keyword));
    }

    @ParameterizedTest
    @CsvSource({
        "touser, '', 40003",
        "template_id, TPL_OTHER, 40037",
        "page, /pages/alert, 41030",
        "page, https://x.example, 41030",
        "miniprogram_state, released, 47003",
        "lang, de_DE, 47003",
        "data, text, 47003"
    })
    void everyMemberIsChecked(String member, String value, int errcode) {

        send(with(member, value)).jsonPath("$.errcode").isEqualTo(errcode);

        inbox().jsonPath("$.length()").isEqualTo(0);
    }

    @Test
    void anExpiredTokenIsToldApartFromAnUnknownOne() {

        var token = tokens.stable().value();
        client.post()
                .uri("/_sandbox/wechat/tokens/expire")
                .exchange()
                .expectStatus()
                .isOk();

        send(token, message()).jsonPath("$.errcode").isEqualTo(42001);
        send("SANDBOX_guessed", message()).jsonPath("$.errcode").isEqualTo(40001);
        send("", message()).jsonPath("$.errcode").isEqualTo(41001);
        send(message()).jsonPath("$.errcode").isEqualTo(0);
    }

    @Test
    void theDailyQuotaIsUsedUpOnlyWhenSwitchedOn() {

        client.post()
                .uri("/_sandbox/faults")
                .bodyValue(Map.of("vendor", "wechat", "kind", "quota"))
                .exchange()
                .expectStatus()
                .isOk();

        send(message()).jsonPath("$.errcode").isEqualTo(45009);
        send(message()).jsonPath("$.errcode").isEqualTo(0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"openid\":\"x\",\"templateId\":\"t\"}",
                "{\"openid\":\"x\",\"templateId\":\"t\",\"count\":-1}",
                "{\"openid\":\"x\",\"count\":1}",
                "{\"templateId\":\"t\",\"count\":1}"
            })
    void aConsentNeedsAPersonATemplateAndACount(String consent) {
        client.post()
                .uri("/_sandbox/wechat/consents")
                .header("Content-Type", "application/json")
                .bodyValue(consent)
                .exchange()
                .expectStatus()
                .isBadRequest();
    }

    private void allow(int count) {
        client.post()
                .uri("/_sandbox/wechat/consents")
                .bodyValue(Map.of("openid", openid, "templateId", TEMPLATE, "count", count))
                .exchange()
                .expectStatus()
                .isOk();
    }

    private Map<String, Object> message() {
        return with("data", data());
    }

    private Map<String, Object> message(String keyword, String value) {

        var data = data();
        data.put(keyword, Map.of("value", value));
        return with("data", data);
    }

    private Map<String, Object> with(String member, Object value) {

        var message = new HashMap<String, Object>(Map.of(
                "touser",
                openid,
                "template_id",
                TEMPLATE,
                "page",
                "pages/alert/detail?id=42",
                "miniprogram_state",
                "formal",
                "lang",
                "zh_CN",
                "data",
                data()));
        message.put(member, value);
        return message;
    }

    private static Map<String, Object> data() {
        return new HashMap<>(Map.of(
                "thing1", Map.of("value", "您关注的家人有一条健康提醒"),
                "thing2", Map.of("value", "母亲"),
                "time3", Map.of("value", "2026-01-01 12:00")));
    }

    private BodyContentSpec send(Map<String, Object> message) {
        return send(tokens.stable().value(), message);
    }

    private BodyContentSpec send(String token, Map<String, Object> message) {
        return client.post()
                .uri("/wechat/cgi-bin/message/subscribe/send?access_token=" + token)
                .bodyValue(message)
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .contentType("text/plain;charset=UTF-8")
                .expectBody();
    }

    private BodyContentSpec token(Map<String, Object> others) {

        var body = new HashMap<String, Object>(Map.of(
                "grant_type", "client_credential",
                "appid", "wx0000000000000001",
                "secret", "sandbox-wechat-secret",
                "force_refresh", false));
        body.putAll(others);
        return client.post()
                .uri("/wechat/cgi-bin/stable_token")
                .bodyValue(body)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody();
    }

    private BodyContentSpec inbox() {
        return client.get()
                .uri("/_sandbox/wechat-messages?openid=" + openid)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody();
    }
}
