package com.banxiang.notification.sms;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static org.assertj.core.api.Assertions.assertThat;

import com.banxiang.notification.Authorization;
import com.banxiang.notification.Outside;
import com.banxiang.notification.Stored;
import com.banxiang.notification.vendor.Secret;
import com.banxiang.platform.crypto.BlindIndex;
import com.banxiang.testkit.Answer;
import com.banxiang.testkit.AtOnce;
import com.banxiang.testkit.Requests;
import com.banxiang.testkit.ServiceTest;
import com.github.tomakehurst.wiremock.http.Fault;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.test.StepVerifier;

@ServiceTest
class SmsApiTests {

    static final String SMS = "/internal/sms";

    final String phone = Outside.newPhone();
    final String requestId = UUID.randomUUID().toString();

    Requests client;
    Stored stored;

    @BeforeEach
    void begin(@Autowired WebTestClient http, @Autowired DatabaseClient database) {
        client = new Requests(http);
        stored = new Stored(database);
        Outside.isWell();
    }

    @Test
    void sendsAndAnswersWhatTheVendorCallsIt() {

        var answer = send("135790").expect(200);

        assertThat(answer.data().path("messageId").asString()).isEqualTo("9006^0");
        var sent = Outside.askedOf(Outside.SMS, phone);
        assertThat(sent).hasSize(1);
        var query = sent.getFirst().getQueryParams();
        assertThat(query.get("TemplateCode").firstValue()).isEqualTo("SMS_100000001");
        assertThat(query.get("TemplateParam").firstValue()).isEqualTo("{\"code\":\"135790\"}");
        assertThat(query.get("SignName").firstValue()).isEqualTo("伴享");
        assertThat(sent.getFirst().getHeader("Authorization"))
                .matches(
                        "ACS3-HMAC-SHA256 Credential=testAccessKeyId,SignedHeaders=[a-z0-9;-]+,Signature=[0-9a-f]{64}");
        assertThat(sent.getFirst().getHeader("x-acs-action")).isEqualTo("SendSms");
    }

    @Test
    void theSameRequestGetsTheSameAnswerAndNoSecondMessage() {

        send("135790").expect(200);
        var again = send("135790").expect(200);

        assertThat(again.data().path("messageId").asString()).isEqualTo("9006^0");
        assertThat(Outside.askedOf(Outside.SMS, phone)).hasSize(1);
    }

    @Test
    void twentyAtOnceSendOneMessage() {

        Outside.answer(
                Outside.SMS, Outside.json("{\"Code\":\"OK\",\"BizId\":\"7^0\"}").withFixedDelay(300));

        var answers = AtOnce.by(20, () -> send("135790"));

        assertThat(answers)
                .allSatisfy(
                        it -> assertThat(it.expect(200).data().path("messageId").asString())
                                .isEqualTo("7^0"));
        assertThat(Outside.askedOf(Outside.SMS, phone)).hasSize(1);
    }

    @Test
    void theSameRequestWithAnotherTextOrToSomebodyElseIsRefused() {

        send("135790").expect(200);

        send("135791").expectRefusal(422, "REQUEST_ID_REUSED");
        var elsewhere = body("135790");
        elsewhere.put("phone", Outside.newPhone());
        client.post(SMS, Authorization.service("user-service"), elsewhere).expectRefusal(422, "REQUEST_ID_REUSED");
        var otherwise = body("135790");
        otherwise.put("template", "erase_code");
        client.post(SMS, Authorization.service("user-service"), otherwise).expectRefusal(422, "REQUEST_ID_REUSED");
        assertThat(Outside.askedOf(Outside.SMS, phone)).hasSize(1);
    }

    @Test
    void theVendorsFlowControlSaysWhenToComeAgain() {

        Outside.answer(Outside.SMS, Outside.aliyunSays("isv.BUSINESS_LIMIT_CONTROL"));

        for (var i = 0; i < 2; i++) {
            var answer = send("135790").expectRefusal(429, "SMS_RATE_LIMITED");
            assertThat(answer.headers().getFirst(HttpHeaders.RETRY_AFTER)).isEqualTo("60");
        }
        assertThat(Outside.askedOf(Outside.SMS, phone)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"isv.MOBILE_NUMBER_ILLEGAL", "isv.BLACK_KEY_CONTROL_LIMIT"})
    void whatTheVendorNeverTakesIsRefused(String code) {

        Outside.answer(Outside.SMS, Outside.aliyunSays(code));

        send("135790").expectRefusal(422, "SMS_REFUSED");
        send("135790").expectRefusal(422, "SMS_REFUSED");
        assertThat(Outside.askedOf(Outside.SMS, phone)).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "200, isv.AMOUNT_NOT_ENOUGH",
        "400, SignatureDoesNotMatch",
        "500, InternalError",
        "200, isv.NEVER_HEARD_OF"
    })
    void aVendorThatIsNoUseIsAwayAndAskingAgainMaySucceed(int status, String code) {

        Outside.answer(Outside.SMS, Outside.aliyunSays(code).withStatus(status));
        send("135790").expectRefusal(503, "UPSTREAM_UNAVAILABLE");

        Outside.isWell();
        send("135790").expect(200);
    }

    @Test
    void aCodeThatMayHaveArrivedIsNeverSentAgain() {

        Outside.answer(
                Outside.SMS, Outside.json("{\"Code\":\"OK\",\"BizId\":\"1\"}").withFixedDelay(60_000));
        send("135790").expectRefusal(503, "UPSTREAM_UNAVAILABLE");

        Outside.isWell();
        send("135790").expectRefusal(503, "UPSTREAM_UNAVAILABLE");
        assertThat(Outside.askedOf(Outside.SMS, phone)).hasSize(1);
    }

    @Test
    void aDroppedConnectionMayHaveBroughtItToo() {

        Outside.answer(Outside.SMS, aResponse().withFault(Fault.EMPTY_RESPONSE));

        send("135790").expectRefusal(503, "UPSTREAM_UNAVAILABLE");
        send("135790").expectRefusal(503, "UPSTREAM_UNAVAILABLE");
        assertThat(Outside.askedOf(Outside.SMS, phone)).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"200, isp.SYSTEM_ERROR", "400, SignatureNonceUsed"})
    void aFaultTheVendorOwnsUpToIsTriedAgainAtOnceUnderANewNonce(int status, String code) {

        Outside.answer(
                Outside.SMS,
                phone,
                Outside.aliyunSays(code).withStatus(status),
                Outside.json("{\"Code\":\"OK\",\"BizId\":\"1\"}"));

        send("135790").expect(200);

        var tries = Outside.askedOf(Outside.SMS, phone);
        assertThat(tries).hasSize(2);
        assertThat(tries.stream()
                        .map(it -> it.getHeader("x-acs-signature-nonce"))
                        .distinct())
                .hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({"login_code, SMS_100000001", "erase_code, SMS_100000005"})
    void eachTextHasItsTemplateWithTheVendor(String template, String code) {
        var body = body("135790");
        body.put("template", template);
        client.post(SMS, Authorization.service("user-service"), body).expect(200);
        assertThat(Outside.askedOf(Outside.SMS, phone))
                .singleElement()
                .satisfies(
                        it -> assertThat(it.getQueryParams().get("TemplateCode").firstValue())
                                .isEqualTo(code));
    }

    @Test
    void aTextThereIsNotIsRefused() {
        var body = body("135790");
        body.put("template", "nonsense");
        client.post(SMS, Authorization.service("user-service"), body).expectRefusal(422, "SMS_REFUSED");
        assertThat(Outside.askedOf(Outside.SMS, phone)).isEmpty();
    }

    /** Whoever waits for a code does not wait longer than they would for an answer. */
    @Test
    void keepsNobodyWaitingForLong(
            @Autowired SmsRequests requests,
            @Autowired AliyunSms aliyun,
            @Autowired BlindIndex index,
            @Autowired Clock clock) {

        var settings = new SmsSettings(
                URI.create(""),
                "id",
                Secret.of("secret"),
                "伴享",
                Duration.ofSeconds(5),
                Duration.ofMillis(300),
                "1",
                "2",
                "3",
                "4",
                "5");
        var sendSms = new SendSms(requests, aliyun, index, settings, clock);
        var command = new SendSms.Command(phone, "login_code", Map.of(), requestId);
        Outside.answer(
                Outside.SMS, Outside.json("{\"Code\":\"OK\",\"BizId\":\"1\"}").withFixedDelay(3_000));

        StepVerifier.create(sendSms.handle(command))
                .expectErrorMessage("aliyun-sms: budget")
                .verify(Duration.ofSeconds(20));

        stored.change("update sms_requests set state = 'sending' where request_id = ?", requestId);
        StepVerifier.create(sendSms.handle(command))
                .expectErrorMessage("aliyun-sms: under_way")
                .verify(Duration.ofSeconds(20));
    }

    @Test
    void keepsNeitherThePhoneNorTheCode() {

        send("135790").expect(200);

        assertThat(stored.one(
                        String.class, "select sms_requests::text from sms_requests where request_id = ?", requestId))
                .doesNotContain(phone, "135790");
    }

    @Test
    void refusesWhatIsNoRequest() {

        var me = Authorization.service("user-service");
        client.post(SMS, me, Map.of("template", "login_code", "requestId", requestId))
                .expectInvalid("phone");
        client.post(SMS, me, Map.of("phone", "12345", "template", "login_code", "requestId", requestId))
                .expectInvalid("phone");
        client.post(SMS, me, Map.of("phone", phone, "template", "login_code")).expectInvalid("requestId");
        client.post(SMS, me, "{").expectRefusal(400, "MALFORMED_REQUEST");
        assertThat(Outside.askedOf(Outside.SMS, phone)).isEmpty();
    }

    @Test
    void onlyUserServiceMayAsk() {

        client.post(SMS, null, body("1")).expectRefusal(401, "UNAUTHENTICATED");
        client.post(SMS, Authorization.user(UUID.randomUUID()), body("1")).expectRefusal(403, "FORBIDDEN");
        client.post(SMS, Authorization.service("child-service"), body("1")).expectRefusal(403, "FORBIDDEN");
        assertThat(Outside.askedOf(Outside.SMS, phone)).isEmpty();
    }

    private Answer send(String code) {
        return client.post(SMS, Authorization.service("user-service"), body(code));
    }

    private Map<String, Object> body(String code) {
        return new HashMap<>(Map.of(
                "phone", phone, "template", "login_code", "params", Map.of("code", code), "requestId", requestId));
    }
}
