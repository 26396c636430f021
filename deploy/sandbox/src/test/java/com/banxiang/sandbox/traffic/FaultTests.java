package com.banxiang.sandbox.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.banxiang.sandbox.SandboxTest;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import org.springframework.web.reactive.function.client.WebClientRequestException;

@SandboxTest
class FaultTests {

    static final String ROBOT = "/robots/robot/send?access_token=faults";
    static final String LOGIN = "/wechat/sns/jscode2session?appid=wx0000000000000001&secret=sandbox-wechat-secret"
            + "&js_code=x&grant_type=authorization_code";

    @Autowired
    WebTestClient client;

    @BeforeEach
    @AfterEach
    void clear() {
        client.delete().uri("/_sandbox/faults").exchange().expectStatus().isOk();
    }

    @ParameterizedTest
    @CsvSource({
        "aliyun-sms, 503, $.Code",
        "aliyun-sms, 500, $.Code",
        "aliyun-sms, 429, $.Code",
        "jpush, 500, $.error.code",
        "jpush, 503, $.error.code",
        "jpush, 429, $.error.code",
        "jpush, 401, $.error.code",
        "jpush, 403, $.error.code",
        "jpush, 405, $.error.code"
    })
    void aStatusComesWithTheVendorsOwnBody(String vendor, int status, String code) {

        fault(Map.of("vendor", vendor, "status", status));

        client.post()
                .uri("/" + vendor + "/")
                .exchange()
                .expectStatus()
                .isEqualTo(status)
                .expectBody()
                .jsonPath(code)
                .isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({"wechat, 502", "robots, 500", "jpush, 502"})
    void anEdgeInTroubleAnswersHtml(String vendor, int status) {

        fault(Map.of("vendor", vendor, "status", status));

        var answer = client.get()
                .uri("/" + vendor + "/")
                .exchange()
                .expectStatus()
                .isEqualTo(status)
                .expectBody(String.class);
        assertThat(answer.returnResult().getResponseBody()).startsWith("<html>");
    }

    @Test
    void aStatusHasNoEffectAndTheNextCallIsFine() {

        fault(Map.of("vendor", "robots", "status", 500));

        say("失败").expectStatus().isEqualTo(500);
        say("成功").expectStatus().isOk();
        expectRead("失败", false);
        expectRead("成功", true);
    }

    @Test
    void aFaultIsUsedUpAfterItsTimes() {

        fault(Map.of("vendor", "robots", "status", 500, "times", 2));

        say("一").expectStatus().isEqualTo(500);
        say("二").expectStatus().isEqualTo(500);
        say("三").expectStatus().isOk();
    }

    @Test
    void faultsFollowEachOther() {

        fault(Map.of("vendor", "robots", "status", 500));
        fault(Map.of("vendor", "robots", "status", 502));

        say("一").expectStatus().isEqualTo(500);
        say("二").expectStatus().isEqualTo(502);
        say("三").expectStatus().isOk();
    }

    @Test
    void aFaultConcernsOneVendor() {

        fault(Map.of("vendor", "jpush", "status", 500));

        say("好").expectStatus().isOk();
    }

    @Test
    void deletingFaultsEndsThem() {

        fault(Map.of("vendor", "robots", "status", 500, "times", 100));
        clear();

        say("好").expectStatus().isOk();
    }

    @Test
    void aDelayedCallTakesEffectAndIsAnsweredLate() {

        fault(Map.of("vendor", "robots", "delayMs", 400));

        var started = System.nanoTime();
        say("迟到").expectStatus().isOk();
        assertThat(Duration.ofNanos(System.nanoTime() - started)).isGreaterThanOrEqualTo(Duration.ofMillis(390));
        expectRead("迟到", true);
    }

    @Test
    void whoGivesUpWaitingHasSentTheMessageNevertheless() {

        fault(Map.of("vendor", "robots", "delayMs", 60_000));

        var impatient = client.mutate().responseTimeout(Duration.ofMillis(300)).build();
        assertThatThrownBy(() -> say(impatient, "超时")).isInstanceOf(IllegalStateException.class);
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> expectRead("超时", true));
    }

    @Test
    void aDroppedCallGetsNoAnswerAndHasNoEffect() {

        fault(Map.of("vendor", "robots", "drop", true));

        assertThatThrownBy(() -> say("断线")).isInstanceOf(WebClientRequestException.class);
        expectRead("断线", false);
        say("好").expectStatus().isOk();
    }

    @Test
    void aKindIsAnsweredByTheOperationThatGivesIt() {

        fault(Map.of("vendor", "wechat", "kind", "45011"));

        client.post()
                .uri("/wechat/cgi-bin/stable_token")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.errcode")
                .isEqualTo(47001);
        client.get()
                .uri(LOGIN)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.errcode")
                .isEqualTo(45011);
        client.get()
                .uri(LOGIN)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.openid")
                .isEqualTo("openid-x");
    }

    @Test
    void aFaultMayWaitForOneOperation() {

        fault(Map.of("vendor", "wechat", "status", 500, "operation", "/sns/jscode2session"));

        client.post()
                .uri("/wechat/cgi-bin/stable_token")
                .exchange()
                .expectStatus()
                .isOk();
        client.get().uri(LOGIN).exchange().expectStatus().isEqualTo(500);
    }

    @ParameterizedTest
    @CsvSource({
        "wechat, 45009, /wechat/cgi-bin/stable_token, $.errcode",
        "aliyun-sms, Throttling.User, /aliyun-sms/, $.Code",
        "jpush, 2002, /jpush/push/v3/push, $.error.code",
        "robots, 130101, /robots/robot/send?access_token=x, $.errcode"
    })
    void anyCodeOfAVendorCanBeAskedFor(String vendor, String kind, String path, String code) {

        fault(Map.of("vendor", vendor, "kind", kind));

        client.post()
                .uri(path)
                .exchange()
                .expectBody()
                .jsonPath(code)
                .value(it -> assertThat(it).hasToString(kind));
    }

    @Test
    void theBusinessRefusesOnlyTheSendingOfMessages() {

        fault(Map.of("vendor", "aliyun-sms", "kind", "isv.OUT_OF_SERVICE"));

        expectAliyun("QuerySendDetails", "SignatureDoesNotMatch");
        expectAliyun("SendSms", "isv.OUT_OF_SERVICE");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"vendor\":\"wechat\"}",
                "{\"vendor\":\"nobody\",\"status\":500}",
                "{\"vendor\":\"wechat\",\"status\":200}",
                "{\"vendor\":\"wechat\",\"status\":600}",
                "{\"vendor\":\"wechat\",\"delayMs\":-1}",
                "{\"vendor\":\"wechat\",\"delayMs\":600001}",
                "{\"vendor\":\"wechat\",\"status\":500,\"times\":0}",
                "{\"vendor\":\"wechat\",\"kind\":\"isv.OUT_OF_SERVICE\"}",
                "{\"vendor\":\"wechat\",\"drop\":false}",
                "{"
            })
    void aFaultThatMeansNothingIsRefused(String fault) {
        client.post()
                .uri("/_sandbox/faults")
                .header("Content-Type", "application/json")
                .bodyValue(fault)
                .exchange()
                .expectStatus()
                .isBadRequest();
    }

    @Test
    void faultsThatWaitAreBounded() {

        for (var number = 0; number < 100; number++) {
            fault(Map.of("vendor", "robots", "status", 500));
        }
        client.post()
                .uri("/_sandbox/faults")
                .bodyValue(Map.of("vendor", "robots", "status", 500))
                .exchange()
                .expectStatus()
                .isBadRequest();
    }

    private void expectAliyun(String action, String code) {
        client.post()
                .uri("/aliyun-sms/")
                .header("x-acs-action", action)
                .exchange()
                .expectBody()
                .jsonPath("$.Code")
                .isEqualTo(code);
    }

    private void fault(Map<String, ?> fault) {
        client.post()
                .uri("/_sandbox/faults")
                .bodyValue(fault)
                .exchange()
                .expectStatus()
                .isOk();
    }

    private ResponseSpec say(String text) {
        return say(client, text);
    }

    private static ResponseSpec say(WebTestClient client, String text) {
        return client.post()
                .uri(ROBOT)
                .bodyValue(Map.of("msgtype", "text", "text", Map.of("content", text)))
                .exchange();
    }

    private void expectRead(String text, boolean expected) {

        var read = client.get()
                .uri("/_sandbox/robots")
                .exchange()
                .expectBody(String.class)
                .returnResult();
        assertThat(read.getResponseBody()).isNotNull();
        assertThat(read.getResponseBody().contains("\"%s\"".formatted(text))).isEqualTo(expected);
    }
}
