package com.banxiang.sandbox.aliyunsms;

import static com.banxiang.sandbox.aliyunsms.SignedCall.sendSms;
import static org.assertj.core.api.Assertions.assertThat;

import com.banxiang.sandbox.SandboxTest;
import com.banxiang.sandbox.SettableClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.BodyContentSpec;

@SandboxTest
class SignatureTests {

    static final String PHONE = "13900000100";

    @Autowired
    WebTestClient client;

    @Autowired
    SettableClock clock;

    @LocalServerPort
    int port;

    @Test
    void letsInWhatIsSigned() {
        expectOk(call());
    }

    @Test
    void signsTheCharactersThatEncodersDisagreeAbout() {
        expectOk(call().with("OutId", "otp:42*~ +"));
    }

    @Test
    void thePathOnTheWireIsSigned() {
        expectOk(call().at("/aliyun-sms"));
    }

    @Test
    void refusesACallWithoutAuthorization() {
        expectMismatch(call().withoutAuthorization());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Bearer x", "ACS3-HMAC-SHA256 Credential=a, SignedHeaders=b, Signature=c"})
    void refusesAnAuthorizationOfAnotherForm(String authorization) {
        expectMismatch(call().withoutAuthorization().replacingAfterSigning("Authorization", authorization));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "host",
                "x-acs-action",
                "x-acs-content-sha256",
                "x-acs-date",
                "x-acs-signature-nonce",
                "x-acs-version"
            })
    void refusesACallThatLeavesAHeaderUnsigned(String name) {
        expectMismatch(call().notSigning(name));
    }

    @Test
    void refusesAnotherSecretAndShowsWhatItComputed() {
        expectMismatch(call().by("sandboxAccessKeyId", "guessed"))
                .jsonPath("$.Message")
                .value(
                        String.class,
                        it -> assertThat(it)
                                .contains("server CanonicalRequest is:[POST\n/aliyun-sms/\nPhoneNumbers=" + PHONE));
    }

    @Test
    void refusesParametersThatWereAddedOnTheWay() {
        expectMismatch(call().addingAfterSigning("&SmsUpExtendCode=1"));
    }

    @Test
    void refusesHeadersThatWereChangedOnTheWay() {
        expectMismatch(call().replacingAfterSigning("x-acs-action", "QuerySendDetails"));
    }

    @Test
    void refusesABodyOfAnotherHash() {
        expectMismatch(call().header("x-acs-content-sha256", Acs3Tests.NOTHING).body("{}"));
    }

    @Test
    void letsInABodyOfItsHash() {
        expectOk(call().body("{}"));
    }

    @ParameterizedTest
    @ValueSource(longs = {-901, 901})
    void refusesADateThatIsOffByMoreThanAQuarterOfAnHour(long seconds) {
        expect(sendSms(PHONE, clock.instant().plusSeconds(seconds)), 400, "InvalidTimeStamp.Expired");
    }

    @ParameterizedTest
    @ValueSource(longs = {-900, 900})
    void toleratesADateThatIsOffByAQuarterOfAnHour(long seconds) {
        expectOk(sendSms(PHONE, clock.instant().plusSeconds(seconds)));
    }

    @Test
    void refusesADateOfAnotherForm() {
        expect(call().header("x-acs-date", "yesterday"), 400, "InvalidTimeStamp.Expired");
    }

    @Test
    void refusesANonceTheSecondTimeWithinAQuarterOfAnHour() {

        expectOk(call().header("x-acs-signature-nonce", "nonce-1"));
        expect(call().header("x-acs-signature-nonce", "nonce-1"), 400, "SignatureNonceUsed");
        clock.forward(Duration.ofMinutes(15));
        expectOk(call().header("x-acs-signature-nonce", "nonce-1"));
    }

    @Test
    void aForgedCallUsesNoNonceUp() {

        expectMismatch(call().header("x-acs-signature-nonce", "nonce-2").by("sandboxAccessKeyId", "guessed"));
        expectOk(call().header("x-acs-signature-nonce", "nonce-2"));
    }

    @Test
    void refusesAnUnknownKey() {
        expect(call().by("stranger", "sandboxAccessKeySecret"), 404, "InvalidAccessKeyId.NotFound");
    }

    @Test
    void refusesAnotherVersion() {
        expect(call().header("x-acs-version", "2018-05-01"), 400, "InvalidVersion");
    }

    @Test
    void refusesAnUnknownAction() {
        expect(new SignedCall("SendBatchSms", clock.instant()), 404, "InvalidAction.NotFound");
    }

    private SignedCall call() {
        return sendSms(PHONE, clock.instant());
    }

    private void expectOk(SignedCall call) {
        expect(call, 200, "OK");
    }

    private BodyContentSpec expectMismatch(SignedCall call) {
        return expect(call, 400, "SignatureDoesNotMatch");
    }

    private BodyContentSpec expect(SignedCall call, int status, String code) {

        var body = call.send(client, port)
                .expectStatus()
                .isEqualTo(status)
                .expectBody()
                .jsonPath("$.Code")
                .isEqualTo(code)
                .jsonPath("$.RequestId")
                .isNotEmpty();
        return status == 200 ? body : body.jsonPath("$.HostId").isEqualTo("dysmsapi.aliyuncs.com");
    }
}
