package com.banxiang.sandbox.wechat;

import static org.assertj.core.api.Assertions.assertThat;

import com.banxiang.sandbox.AtOnce;
import com.banxiang.sandbox.SandboxTest;
import com.banxiang.sandbox.SettableClock;
import com.jayway.jsonpath.JsonPath;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.json.JsonMapper;

@SandboxTest
class PhoneNumberTests {

    static final AtomicInteger LAST_CODE = new AtomicInteger();

    final String code = "phone-" + LAST_CODE.incrementAndGet();

    @Autowired
    WebTestClient client;

    @Autowired
    AccessTokens tokens;

    @Autowired
    PhoneNumbers phones;

    @Autowired
    SettableClock clock;

    @BeforeEach
    void clearFaults() {
        client.delete().uri("/_sandbox/faults").exchange().expectStatus().isOk();
    }

    @Test
    void aMintedCodeOpensItsNumberOnce() {

        mint(Map.of("code", code, "phoneNumber", "13800000000"));

        var answer = phone(code);
        expect(answer, "$.errcode", 0);
        expect(answer, "$.phone_info.phoneNumber", "13800000000");
        expect(answer, "$.phone_info.purePhoneNumber", "13800000000");
        expect(answer, "$.phone_info.countryCode", "86");
        expect(answer, "$.phone_info.watermark.appid", "wx0000000000000001");
        expect(answer, "$.phone_info.watermark.timestamp", (int) clock.instant().getEpochSecond());
        expect(phone(code), "$.errcode", 40029);
    }

    @Test
    void aMintedCodeUsedByManyAtOnceServesOne() {
        for (var round = 0; round < 20; round++) {
            var once = code + "-" + round;
            phones.mint(once, new PhoneNumbers.Phone("13800000000", null));

            assertThat(AtOnce.all(() -> phones.handle(once))).hasSize(1);
        }
    }

    @Test
    void aMintedCodeLivesFiveMinutes() {

        mint(Map.of("code", code, "phoneNumber", "13800000000"));
        clock.forward(Duration.ofMinutes(5));

        expect(phone(code), "$.errcode", 40029);
    }

    @Test
    void aNumberAbroadHasItsPrefixAndTheCountryAsItWasGiven() {

        mint(Map.of("code", code, "phoneNumber", "4155550123", "countryCode", 1));

        var answer = phone(code);
        expect(answer, "$.phone_info.phoneNumber", "+14155550123");
        expect(answer, "$.phone_info.purePhoneNumber", "4155550123");
        expect(answer, "$.phone_info.countryCode", 1);
    }

    @Test
    void anyOtherCodeStandsForItsOwnNumberAnyNumberOfTimes() {

        var first = JsonPath.<String>read(phone("anna"), "$.phone_info.phoneNumber");

        assertThat(first).matches("138\\d{8}");
        expect(phone("anna"), "$.phone_info.phoneNumber", first);
        assertThat(JsonPath.<String>read(phone("bert"), "$.phone_info.phoneNumber"))
                .isNotEqualTo(first);
    }

    @Test
    void aCodeForOnePurposeDoesNotServeTheOther() {

        client.post()
                .uri("/_sandbox/wechat/sessions")
                .bodyValue(Map.of("code", code, "openid", "oLi"))
                .exchange()
                .expectStatus()
                .isOk();
        expect(phone(code), "$.errcode", 40029);

        mint(Map.of("code", code + "-p", "phoneNumber", "13800000000"));
        client.get()
                .uri(
                        "/wechat/sns/jscode2session?appid=wx0000000000000001&secret=sandbox-wechat-secret&js_code={code}"
                            + "&grant_type=authorization_code",
                        code + "-p")
                .exchange()
                .expectBody()
                .jsonPath("$.errcode")
                .isEqualTo(40029);
    }

    @Test
    void theTokenIsChecked() {

        expect(phone("", "{\"code\":\"anna\"}"), "$.errcode", 41001);
        expect(phone("guessed", "{\"code\":\"anna\"}"), "$.errcode", 40001);

        var old = tokens.stable().value();
        tokens.expire();
        expect(phone(old, "{\"code\":\"anna\"}"), "$.errcode", 42001);
    }

    @ParameterizedTest
    @CsvSource({"{}, 40029", "{\"code\":\"\"}, 40029", "code=x, 47001"})
    void theCodeIsNeeded(String body, int errcode) {
        expect(phone(tokens.stable().value(), body), "$.errcode", errcode);
    }

    @Test
    void theWrongMethodIsStatus200Too() {
        client.get()
                .uri("/wechat/wxa/business/getuserphonenumber")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.errcode")
                .isEqualTo(43002);
    }

    @ParameterizedTest
    @ValueSource(strings = {"45011", "-1", "40013", "40029"})
    void anyCodeOfThisCallCanBeAskedFor(String kind) {

        fault(Map.of("vendor", "wechat", "kind", kind));

        expect(phone("anna"), "$.errcode", Integer.valueOf(kind));
        expect(phone("anna"), "$.errcode", 0);
    }

    @Test
    void whoAsksTooOftenIsRefusedWhenTheQuotaIsOn() {

        fault(Map.of("vendor", "wechat", "kind", "quota"));

        expect(phone("anna"), "$.errcode", 45011);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"code\":\"x\"}", "{\"phoneNumber\":\"13800000000\"}"})
    void aMintedCodeNeedsANumber(String phone) {
        client.post()
                .uri("/_sandbox/wechat/phones")
                .header("Content-Type", "application/json")
                .bodyValue(phone)
                .exchange()
                .expectStatus()
                .isBadRequest();
    }

    private void mint(Map<String, Object> phone) {
        client.post()
                .uri("/_sandbox/wechat/phones")
                .bodyValue(phone)
                .exchange()
                .expectStatus()
                .isOk();
    }

    private void fault(Map<String, ?> fault) {
        client.post()
                .uri("/_sandbox/faults")
                .bodyValue(fault)
                .exchange()
                .expectStatus()
                .isOk();
    }

    private String phone(String asked) {
        return phone(tokens.stable().value(), JsonMapper.shared().writeValueAsString(Map.of("code", asked)));
    }

    /** The answer's text; always plain text with status 200. */
    private String phone(String token, String body) {
        return client.post()
                .uri("/wechat/wxa/business/getuserphonenumber?access_token={token}", token)
                .header("Content-Type", "application/json")
                .bodyValue(body)
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
}
