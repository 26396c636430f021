package com.banxiang.user.login;

import static com.banxiang.user.Client.codeSentTo;
import static com.banxiang.user.Client.messagesAreSent;
import static com.banxiang.user.Client.messagesTo;
import static com.banxiang.user.Client.newAddress;
import static com.banxiang.user.Client.newPhone;
import static org.assertj.core.api.Assertions.assertThat;

import com.banxiang.testkit.Answer;
import com.banxiang.testkit.AtOnce;
import com.banxiang.testkit.NeighbourStub;
import com.banxiang.testkit.ServiceTest;
import com.banxiang.testkit.Vendor;
import com.banxiang.user.Client;
import com.banxiang.user.Stored;
import com.banxiang.user.login.CodeMessages.Delivery;
import com.banxiang.user.login.LoginSettings.Quota;
import com.banxiang.user.login.SendDecision.Granted;
import com.github.tomakehurst.wiremock.client.WireMock;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.transaction.reactive.TransactionalOperator;
import org.springframework.util.IdGenerator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@ServiceTest
class SendCodeTests {

    static final String SEND = "/api/v1/auth/send-code";
    static final String SMS = "/internal/sms";
    static final NeighbourStub NOTIFICATIONS = NeighbourStub.of("notification-service");

    final String phone = newPhone();

    Client client;
    Stored stored;

    @Autowired
    LoginCodes codes;

    @BeforeEach
    void client(@Autowired WebTestClient http, @Autowired DatabaseClient database) {
        client = new Client(http);
        stored = new Stored(database);
        messagesAreSent();
    }

    @Test
    void sendsSixDigitsThatAreGoodForFiveMinutes() {

        var answer = client.sendCode(phone).expect(200);

        assertThat(answer.data().path("expiresIn").asInt()).isEqualTo(300);
        assertThat(answer.text()).doesNotContain(codeSentTo(phone));
        assertThat(codeSentTo(phone)).matches("\\d{6}");
        var message = messagesTo(phone).getFirst();
        assertThat(message.path("template").asString()).isEqualTo("login_code");
        assertThat(UUID.fromString(message.path("requestId").asString())).isNotNull();
        client.login(phone, codeSentTo(phone)).expect(200);
    }

    @Test
    void otherNameOfTheCallSendsTheSame() {

        client.post("/api/v1/auth/sms-code", null, Map.of("phone", phone, "scene", "login"))
                .expect(200);

        client.login(phone, codeSentTo(phone)).expect(200);
    }

    @Test
    void codeForErasingDoesNotLetAnybodyIn() {

        client.post(SEND, null, Map.of("phone", phone, "purpose", "erase")).expect(200);

        client.login(phone, codeSentTo(phone)).expectRefusal(401, "INVALID_CODE");
    }

    @Test
    void codeForErasingLeavesTheOneForLoggingInAlone() {

        client.sendCode(phone).expect(200);
        var code = codeSentTo(phone);
        client.post(SEND, null, Map.of("phone", phone, "purpose", "erase")).expect(200);

        client.login(phone, code).expect(200);
    }

    @Test
    void fourthWithinFiveMinutesWaits() {

        sent(3);

        assertThat(refused(client.sendCode(phone))).isBetween(200L, 300L);
        assertThat(messagesTo(phone)).hasSize(3);

        older(phone, "5 minutes");
        client.sendCode(phone).expect(200);
    }

    @Test
    void sixthWithinAnHourWaits() {

        sent(3);
        older(phone, "10 minutes");
        sent(2);
        older(phone, "10 minutes");

        assertThat(refused(client.sendCode(phone))).isBetween(2300L, 2400L);

        older(phone, "40 minutes");
        client.sendCode(phone).expect(200);
    }

    @Test
    void eleventhWithinADayWaits() {

        sent(3);
        older(phone, "2 hours");
        sent(3);
        older(phone, "2 hours");
        sent(3);
        older(phone, "2 hours");
        sent(1);

        assertThat(refused(client.sendCode(phone))).isBetween(64_700L, 64_800L);

        older(phone, "18 hours");
        client.sendCode(phone).expect(200);
    }

    @Test
    void limitsOfAPhoneCountCodesForEveryPurpose() {

        sent(2);
        client.post(SEND, null, Map.of("phone", phone, "purpose", "erase")).expect(200);

        refused(client.sendCode(phone));
        refused(client.post("/api/v1/auth/sms-code", null, Map.of("phone", phone)));
    }

    @Test
    void twentyFirstFromOneAddressWithinAnHourWaits() {

        var address = newAddress();
        for (var i = 0; i < 20; i++) {
            client.sendCode(newPhone(), address).expect(200);
        }

        assertThat(refused(client.sendCode(phone, address))).isBetween(3500L, 3600L);
        client.sendCode(phone, newAddress()).expect(200);
        assertThat(messagesTo(phone)).hasSize(1);
    }

    @Test
    void twentyAtOnceForOnePhoneSendThree() {

        var answers = AtOnce.by(20, () -> client.sendCode(phone));

        assertThat(answers).filteredOn(it -> it.status() == 200).hasSize(3);
        assertThat(answers).filteredOn(it -> it.status() == 429).hasSize(17);
        assertThat(messagesTo(phone)).hasSize(3);
    }

    @Test
    void thirtyAtOnceFromOneAddressSendTwenty() {

        var address = newAddress();

        var answers = AtOnce.by(30, () -> client.sendCode(newPhone(), address));

        assertThat(answers).filteredOn(it -> it.status() == 200).hasSize(20);
        assertThat(answers).filteredOn(it -> it.status() == 429).hasSize(10);
    }

    @Test
    void fleetSendsNoMoreThanItsBreakerAllows(
            @Autowired TransactionalOperator transaction,
            @Autowired IdGenerator ids,
            @Autowired Clock clock,
            @Autowired LoginMeters meters) {

        stored.codesWereLongAgo();
        var settings = new LoginSettings(
                "login_code",
                List.of(new Quota(3, Duration.ofMinutes(5))),
                new Quota(20, Duration.ofHours(1)),
                new Quota(7, Duration.ofMinutes(1)),
                Duration.ofSeconds(3),
                5);
        CodeMessages messages = (_, _, _) -> Mono.just(new Delivery.Accepted());
        var sendCode = new SendCode(codes, messages, settings, meters, transaction, ids, clock);

        var decisions = Flux.fromStream(IntStream.range(0, 20).boxed())
                .flatMap(_ -> sendCode.handle(new SendCode.Command(newPhone(), Purpose.LOGIN, newAddress())), 20)
                .collectList()
                .blockOptional()
                .orElseThrow();

        assertThat(decisions).filteredOn(Granted.class::isInstance).hasSize(7);
        assertThat(decisions).filteredOn(SendDecision.Refused.class::isInstance).hasSize(13);
    }

    @Test
    void vendorsFlowControlIsTheSameRefusalWithAMinute() {

        client.sendCode(phone).expect(200);
        var code = codeSentTo(phone);
        flowControlled();

        assertThat(refused(client.sendCode(phone))).isEqualTo(60);

        client.login(phone, code).expect(200);
    }

    @Test
    void whatTheVendorRefusedCountsForTheAddressOnly() {

        var address = newAddress();
        flowControlled();
        for (var i = 0; i < 4; i++) {
            assertThat(refused(client.sendCode(phone, address))).isEqualTo(60);
        }

        messagesAreSent();
        client.sendCode(phone, address).expect(200);
        assertThat(stored.count("select count(*) from login_codes where asked_from = ?", codes.addressOf(address)))
                .isEqualTo(5);
    }

    @Test
    void addressThatHasCodesRefusedAllTheTimeWaitsToo() {

        var address = newAddress();
        flowControlled();
        for (var i = 0; i < 20; i++) {
            assertThat(refused(client.sendCode(newPhone(), address))).isEqualTo(60);
        }
        messagesAreSent();

        assertThat(refused(client.sendCode(phone, address))).isBetween(3500L, 3600L);
    }

    @Test
    void whileMessagesCannotBeSentNothingIsCountedOrChanged() {

        client.sendCode(phone).expect(200);
        var code = codeSentTo(phone);

        NOTIFICATIONS.refuses("POST", SMS, 503, "UPSTREAM_UNAVAILABLE");
        for (var i = 0; i < 4; i++) {
            client.sendCode(phone).expectRefusal(503, "UPSTREAM_UNAVAILABLE");
        }

        assertThat(codesOf(phone)).isOne();
        client.login(phone, code).expect(200);
    }

    @Test
    void neighbourThatRefusesOtherwiseIsAFaultOfOurs() {

        NOTIFICATIONS.refuses("POST", SMS, 400, "VALIDATION_FAILED");

        client.sendCode(phone).expectRefusal(503, "UPSTREAM_UNAVAILABLE");
        assertThat(codesOf(phone)).isZero();
    }

    @Test
    void whatMayHaveBeenSentIsCountedAndGood() {

        NOTIFICATIONS.hangs("POST", SMS, Duration.ofSeconds(60));
        client.sendCode(phone).expectRefusal(504, "UPSTREAM_TIMEOUT");

        assertThat(codesOf(phone)).isOne();
        client.login(phone, codeSentTo(phone)).expect(200);
    }

    @Test
    void answersTheSameWhetherThePhoneIsRegistered() {

        var registered = client.signIn().phone();
        stored.codesWereLongAgo();

        var known = client.sendCode(registered);
        var unknown = client.sendCode(phone);

        assertThat(known.status()).isEqualTo(unknown.status());
        assertThat(known.data()).isEqualTo(unknown.data());
    }

    @Test
    void looksAtNoAccountAtAll() {

        // Whoever holds every account would hold up a call that looks at one, and so tell by its time.
        stored.change("alter table users rename to users_out_of_reach");
        try {
            client.sendCode(phone).expect(200);
            client.login(phone, Client.notThe(codeSentTo(phone))).expectRefusal(401, "INVALID_CODE");
        } finally {
            stored.change("alter table users_out_of_reach rename to users");
        }
    }

    @Test
    void readsCarefully() {

        client.post(SEND, null, Map.of()).expectInvalid("phone");
        for (var wrong : List.of("", "1380013800", "138001380000", "23800138000", "+8613800138000", "1380013800O")) {
            client.post(SEND, null, Map.of("phone", wrong)).expectInvalid("phone");
        }
        client.post(SEND, null, Map.of("phone", 13800138000L)).expectMalformed("phone");
        client.post(SEND, null, Map.of("phone", phone, "purpose", "robbery")).expectMalformed("purpose");
        client.post(SEND, null, "{").expectRefusal(400, "MALFORMED_REQUEST");
        client.post(SEND, null, "[".repeat(100_000)).expectRefusal(400, "MALFORMED_REQUEST");
        client.get(SEND, null).expectRefusal(405, "METHOD_NOT_ALLOWED");
        client.post(SEND, "nonsense", Map.of("phone", phone)).expect(200);
        assertThat(messagesTo(phone)).hasSize(1);
    }

    @Test
    void oldCodesAreForgotten(@Autowired ForgetOldCodes forgetOldCodes) {

        client.sendCode(phone).expect(200);
        older(phone, "47 hours");
        forgetOldCodes.handle().block();
        assertThat(codesOf(phone)).isOne();

        older(phone, "1 hour");
        forgetOldCodes.handle().block();
        assertThat(codesOf(phone)).isZero();
    }

    private void sent(int times) {
        for (var i = 0; i < times; i++) {
            client.sendCode(phone).expect(200);
        }
    }

    private static long refused(Answer answer) {
        return answer.expectRefusal(429, "SMS_RATE_LIMITED").retryAfter();
    }

    private static void flowControlled() {
        Vendor.server()
                .stubFor(WireMock.post(WireMock.urlEqualTo("/neighbours/notification-service" + SMS))
                        .willReturn(WireMock.aResponse()
                                .withStatus(429)
                                .withHeader("Content-Type", "application/json")
                                .withHeader("Retry-After", "60")
                                .withBody("""
                                    {"success":false,"code":429,"message":"","error":{"code":"SMS_RATE_LIMITED","message":""}}\
                                    """)));
    }

    private void older(String whose, String by) {
        stored.change(
                "update login_codes set created_at = created_at - cast(? as interval) where phone_index = ?",
                by,
                codes.indexOf(whose));
    }

    private long codesOf(String whose) {
        return stored.count("select count(*) from login_codes where phone_index = ?", codes.indexOf(whose));
    }
}
