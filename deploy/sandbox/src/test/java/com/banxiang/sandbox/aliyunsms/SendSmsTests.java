package com.banxiang.sandbox.aliyunsms;

import static com.banxiang.sandbox.aliyunsms.SignedCall.sendSms;
import static org.assertj.core.api.Assertions.assertThat;

import com.banxiang.sandbox.SandboxTest;
import com.banxiang.sandbox.SettableClock;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.BodyContentSpec;

@SandboxTest
class SendSmsTests {

    static final AtomicInteger LAST_PHONE = new AtomicInteger(1_000);

    final String phone = "1390001" + LAST_PHONE.incrementAndGet();

    @Autowired
    WebTestClient client;

    @Autowired
    SettableClock clock;

    @LocalServerPort
    int port;

    @AfterEach
    void clearFaults() {
        client.delete().uri("/_sandbox/faults").exchange().expectStatus().isOk();
    }

    @Test
    void anAcceptedMessageCanBeReadOnThePhone() {

        send(Map.of())
                .jsonPath("$.Message")
                .isEqualTo("OK")
                .jsonPath("$.BizId")
                .value(it -> assertThat(it).asString().matches("\\d+\\^0"));

        outbox(phone).json("""
            [{"phone":"%s","templateCode":"SMS_100000001","params":{"code":"135790"},
              "text":"【伴享】您的登录验证码是135790,5分钟内有效,请勿告诉他人。","at":"%s"}]\
            """.formatted(phone, clock.instant()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"86", "+86"})
    void aMainlandNumberMayHaveItsCountryCode(String prefix) {

        send(Map.of("PhoneNumbers", prefix + phone)).jsonPath("$.Code").isEqualTo("OK");

        outbox(phone).jsonPath("$.length()").isEqualTo(1);
        outbox("%2B86" + phone).jsonPath("$.length()").isEqualTo(1);
    }

    @Test
    void oneCallReachesSeveralNumbers() {

        send(Map.of("PhoneNumbers", phone + ",13900020001")).jsonPath("$.Code").isEqualTo("OK");

        outbox(phone).jsonPath("$.length()").isEqualTo(1);
        outbox("13900020001").jsonPath("$.length()").isEqualTo(1);
    }

    @Test
    void anEqualRequestIsAnotherMessageAndTheNewestComesFirst() {

        send(Map.of());
        clock.forward(Duration.ofSeconds(1));
        send(Map.of());

        outbox(phone)
                .jsonPath("$.length()")
                .isEqualTo(2)
                .jsonPath("$[0].at")
                .isEqualTo(clock.instant().toString());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        PhoneNumbers  | 12800000000                     | isv.MOBILE_NUMBER_ILLEGAL
        PhoneNumbers  | 1380000000                      | isv.MOBILE_NUMBER_ILLEGAL
        PhoneNumbers  | 13800000000,x                   | isv.MOBILE_NUMBER_ILLEGAL
        SignName      | 银龄陪伴                         | isv.SMS_SIGNATURE_ILLEGAL
        TemplateCode  | SMS_1                           | isv.SMS_TEMPLATE_ILLEGAL
        TemplateParam | code=1                          | isv.INVALID_JSON_PARAM
        TemplateParam | [1]                             | isv.INVALID_JSON_PARAM
        TemplateParam | {"code":135790}                 | isv.TEMPLATE_PARAMS_ILLEGAL
        TemplateParam | {}                              | isv.TEMPLATE_MISSING_PARAMETERS
        TemplateParam | {"code":"https://x.example/a"}  | isv.PARAM_NOT_SUPPORT_URL
        TemplateParam | {"code":"看www.x"}               | isv.PARAM_NOT_SUPPORT_URL
        TemplateParam | {"code":"博彩"}                  | isv.BLACK_KEY_CONTROL_LIMIT
        """)
    void aBusinessRefusalIsStatus200AndNothingIsSent(String parameter, String value, String code) {

        send(Map.of(parameter, value))
                .jsonPath("$.Code")
                .isEqualTo(code)
                .jsonPath("$.BizId")
                .doesNotExist();

        outbox(phone).jsonPath("$.length()").isEqualTo(0);
    }

    @Test
    void aThousandNumbersAreTheMost() {

        send(Map.of("PhoneNumbers", String.join(",", Collections.nCopies(1_000, phone))))
                .jsonPath("$.Code")
                .isEqualTo("OK");
        send(Map.of("PhoneNumbers", String.join(",", Collections.nCopies(1_001, phone))))
                .jsonPath("$.Code")
                .isEqualTo("isv.MOBILE_COUNT_OVER_LIMIT");
    }

    @Test
    void aTextMayNotBeEndless() {
        send(Map.of("TemplateParam", "{\"code\":\"%s\"}".formatted("1".repeat(500))))
                .jsonPath("$.Code")
                .isEqualTo("isv.PARAM_LENGTH_LIMIT");
    }

    @Test
    void noNumberAtAllIsRefusedByTheGateway() {
        sendSms("", clock.instant())
                .send(client, port)
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.Code")
                .isEqualTo("MissingPhoneNumbers");
    }

    @ParameterizedTest
    @CsvSource({
        "13800000001, isv.BUSINESS_LIMIT_CONTROL",
        "13800000002, isv.MOBILE_NUMBER_ILLEGAL",
        "13800000003, isv.AMOUNT_NOT_ENOUGH"
    })
    void someNumbersAlwaysMeetTrouble(String number, String code) {
        send(Map.of("PhoneNumbers", number)).jsonPath("$.Code").isEqualTo(code);
    }

    @Test
    void oneNumberFailsEveryOtherTime() {

        send(Map.of("PhoneNumbers", "13800000004")).jsonPath("$.Code").isEqualTo("isp.SYSTEM_ERROR");
        send(Map.of("PhoneNumbers", "13800000004")).jsonPath("$.Code").isEqualTo("OK");
        send(Map.of("PhoneNumbers", "13800000004")).jsonPath("$.Code").isEqualTo("isp.SYSTEM_ERROR");
        send(Map.of("PhoneNumbers", "13800000004")).jsonPath("$.Code").isEqualTo("OK");
    }

    @Test
    void oneNumberIsAnsweredLate() {

        var started = System.nanoTime();
        send(Map.of("PhoneNumbers", "13800000009")).jsonPath("$.Code").isEqualTo("OK");

        assertThat(Duration.ofNanos(System.nanoTime() - started)).isGreaterThanOrEqualTo(Duration.ofMillis(390));
        outbox("13800000009").jsonPath("$.length()").isEqualTo(1);
    }

    @Test
    void flowIsNotControlledUnlessAFaultSwitchesItOn() {

        for (var number = 0; number < 12; number++) {
            send(Map.of()).jsonPath("$.Code").isEqualTo("OK");
        }
    }

    @Test
    void oneTimePasswordsAreLimitedPerMinuteHourAndDayOnceSwitchedOn() {

        switchFlowControlOn();
        expectAccepted();
        expectRefused("触发分钟级流控Permits:1");
        for (var number = 2; number <= 5; number++) {
            clock.forward(Duration.ofMinutes(1));
            expectAccepted();
        }
        clock.forward(Duration.ofMinutes(1));
        expectRefused("触发小时级流控Permits:5");

        clock.forward(Duration.ofHours(1));
        for (var number = 6; number <= 10; number++) {
            expectAccepted();
            clock.forward(Duration.ofMinutes(1));
        }
        clock.forward(Duration.ofHours(1));
        expectRefused("触发天级流控Permits:10");
        clock.forward(Duration.ofHours(24));
        expectAccepted();
    }

    @Test
    void anotherNumberIsNotAffected() {

        switchFlowControlOn();
        expectAccepted();

        send(Map.of("PhoneNumbers", "13900020002")).jsonPath("$.Code").isEqualTo("OK");
    }

    @Test
    void notificationsAreLimitedPerDayAndTemplate() {

        var alert = Map.of("TemplateCode", "SMS_100000002", "TemplateParam", "{\"relationship\":\"母亲\"}");
        var confirmed = Map.of("TemplateCode", "SMS_100000004", "TemplateParam", "{\"relationship\":\"母亲\"}");
        switchFlowControlOn();
        for (var number = 1; number <= 50; number++) {
            send(alert).jsonPath("$.Code").isEqualTo("OK");
        }

        send(alert).jsonPath("$.Message").isEqualTo("触发天级流控Permits:50");
        send(confirmed).jsonPath("$.Code").isEqualTo("OK");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        SMS_100000001 | {"code":"246801"}         | 【伴享】您的登录验证码是246801,5分钟内有效,请勿告诉他人。
        SMS_100000002 | {"relationship":"母亲"}    | 【伴享】您关注的家人(母亲)有一条健康提醒,请打开小程序查看。
        SMS_100000003 | {"name":"李**"}           | 【伴享】李**的健康设备发出紧急提醒,请尽快联系本人,必要时拨打120。
        SMS_100000004 | {"relationship":"$1"}     | 【伴享】您关注的家人($1)有一条健康提醒,本人已确认,请打开小程序查看。
        SMS_100000005 | {"code":"246801"}         | 【伴享】您正在注销账号,验证码是246801,5分钟内有效。如非本人操作,请忽略。
        """)
    void everyTemplateOfOursIsApproved(String template, String params, String text) {

        send(Map.of("TemplateCode", template, "TemplateParam", params))
                .jsonPath("$.Code")
                .isEqualTo("OK");

        outbox(phone).jsonPath("$[0].text").isEqualTo(text);
    }

    private void switchFlowControlOn() {
        client.post()
                .uri("/_sandbox/faults")
                .bodyValue(Map.of("vendor", "aliyun-sms", "kind", "quota", "times", 1_000))
                .exchange()
                .expectStatus()
                .isOk();
    }

    private void expectAccepted() {
        send(Map.of()).jsonPath("$.Code").isEqualTo("OK");
    }

    private void expectRefused(String message) {
        send(Map.of())
                .jsonPath("$.Code")
                .isEqualTo("isv.BUSINESS_LIMIT_CONTROL")
                .jsonPath("$.Message")
                .isEqualTo(message);
    }

    private BodyContentSpec send(Map<String, String> parameters) {
        return sendSms(phone, clock.instant())
                .withParameters(parameters)
                .send(client, port)
                .expectStatus()
                .isOk()
                .expectBody();
    }

    private BodyContentSpec outbox(String number) {
        return client.get()
                .uri(java.net.URI.create("http://localhost:" + port + "/_sandbox/sms?phone=" + number))
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody();
    }
}
