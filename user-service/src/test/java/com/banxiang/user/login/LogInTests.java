package com.banxiang.user.login;

import static com.banxiang.user.Client.codeSentTo;
import static com.banxiang.user.Client.messagesAreSent;
import static com.banxiang.user.Client.newPhone;
import static com.banxiang.user.Client.notThe;
import static com.banxiang.user.Client.signedIn;
import static org.assertj.core.api.Assertions.assertThat;

import com.banxiang.testkit.AtOnce;
import com.banxiang.testkit.EventContract;
import com.banxiang.testkit.RecordedEvents;
import com.banxiang.testkit.ServiceTest;
import com.banxiang.user.Client;
import com.banxiang.user.Stored;
import com.banxiang.user.account.RegisterUser;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.core.publisher.Flux;

@ServiceTest
class LogInTests {

    static final String LOGIN = "/api/v1/auth/login";

    final String phone = newPhone();

    Client client;
    Stored stored;

    @Autowired
    LoginCodes codes;

    @BeforeEach
    void client(@Autowired WebTestClient http, @Autowired DatabaseClient database) {
        client = new Client(http);
        stored = new Stored(database);
    }

    @Test
    void registersOnTheFirstVisitAndSaysSo() {

        var elder = client.signIn(phone);

        assertThat(elder.data().path("isNewUser").asBoolean()).isTrue();
        assertThat(elder.data().path("expiresIn").asInt()).isEqualTo(1800);
        assertThat(elder.data().path("user").path("phone").asString())
                .isEqualTo(phone.substring(0, 3) + "****" + phone.substring(7));
        client.get("/api/v1/users/me", elder.token()).expect(200);

        var event = RecordedEvents.of("user-registered").await(elder.id().toString());
        EventContract.of("user-registered").verify(event.value());
        assertThat(event.json().has("inviteCode")).isFalse();
        assertThat(event.header("ce_source")).isEqualTo("/user-service");
    }

    @Test
    void knowsThePersonTheNextTimeAndTellsNobodyAgain() {

        var first = client.signIn(phone);
        stored.codesWereLongAgo();
        var second = client.signIn(phone);

        assertThat(second.id()).isEqualTo(first.id());
        assertThat(second.data().path("isNewUser").asBoolean()).isFalse();
        assertThat(second.sid()).isNotEqualTo(first.sid());
        assertThat(stored.announced("user-registered", first.id())).hasSize(1);
    }

    @Test
    void promotionCodeIsPassedOnAndNonsenseIsIgnored() {

        var invited = logInWith(phone, "BX2026");
        var nonsense = logInWith(newPhone(), "'; drop table users; --");

        var event = RecordedEvents.of("user-registered").await(invited.toString());
        EventContract.of("user-registered").verify(event.value());
        assertThat(event.json().path("inviteCode").asString()).isEqualTo("BX2026");
        assertThat(stored.announced("user-registered", nonsense)).noneMatch(it -> it.contains("inviteCode"));
    }

    @Test
    void codeOpensOnce() {

        var code = codeSent();
        client.login(phone, code).expect(200);

        client.login(phone, code).expectRefusal(401, "INVALID_CODE");
    }

    @Test
    void wrongCodeRegistersNobody() {

        var code = codeSent();

        client.login(phone, notThe(code)).expectRefusal(401, "INVALID_CODE");

        assertThat(client.login(phone, code)
                        .expect(200)
                        .data()
                        .path("isNewUser")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void phoneWithoutACodeIsRefusedLikeAWrongCode() {
        client.login(newPhone(), "123456").expectRefusal(401, "INVALID_CODE");
    }

    @Test
    void codeOfAnotherPhoneIsWrong() {

        var other = newPhone();
        messagesAreSent();
        client.sendCode(other).expect(200);
        var mine = codeSent();

        if (!mine.equals(codeSentTo(other))) {
            client.login(other, mine).expectRefusal(401, "INVALID_CODE");
        }
        client.login(phone, mine).expect(200);
    }

    @Test
    void sameDigitsAreNotTheSameInEveryCode() {
        assertThat(codes.hashOf(UUID.randomUUID(), "123456")).isNotEqualTo(codes.hashOf(UUID.randomUUID(), "123456"));
    }

    @Test
    void onlyTheNewestCodeOpens() {

        var older = codeSent();
        var newer = codeSent();

        if (!older.equals(newer)) {
            client.login(phone, older).expectRefusal(401, "INVALID_CODE");
        }
        client.login(phone, newer).expect(200);
    }

    @Test
    void codeIsGoodForFiveMinutes() {

        var code = codeSent();
        older("4 minutes");
        client.login(phone, code).expect(200);

        var next = codeSent();
        older("5 minutes");
        client.login(phone, next).expectRefusal(401, "CODE_EXPIRED");
        client.login(phone, notThe(next)).expectRefusal(401, "INVALID_CODE");
    }

    @Test
    void fiveWrongTriesSpendTheCode() {

        var code = codeSent();
        for (var i = 0; i < 5; i++) {
            client.login(phone, notThe(code)).expectRefusal(401, "INVALID_CODE");
        }

        stored.change("delete from attempts");
        client.login(phone, code).expectRefusal(401, "INVALID_CODE");
    }

    @Test
    void fourWrongTriesDoNot() {

        var code = codeSent();
        for (var i = 0; i < 4; i++) {
            client.login(phone, notThe(code)).expectRefusal(401, "INVALID_CODE");
        }

        client.login(phone, code).expect(200);
    }

    @Test
    void sixthTryOfAMinuteWaitsEvenIfItIsRight() {

        var code = codeSent();
        for (var i = 0; i < 5; i++) {
            client.login(phone, notThe(code)).expectRefusal(401, "INVALID_CODE");
        }

        var refused = client.login(phone, code).expectRefusal(429, "LOGIN_RATE_LIMITED");
        assertThat(refused.retryAfter()).isBetween(1L, 60L);

        triedEarlier("61 seconds");
        client.login(phone, code).expectRefusal(401, "INVALID_CODE");
    }

    @Test
    void guessingManyAtOnceIsNoWayAroundTheLimit() {

        var code = codeSent();

        var answers = AtOnce.by(20, () -> client.login(phone, notThe(code)));

        assertThat(answers).filteredOn(it -> it.status() == 401).hasSize(5);
        assertThat(answers).filteredOn(it -> it.status() == 429).hasSize(15);
    }

    @Test
    void twentyLoginsAtOnceOfANewPhoneMakeOnePerson() {

        var code = codeSent();

        var answers = AtOnce.by(20, () -> client.login(phone, code));

        assertThat(answers).filteredOn(it -> it.status() == 200).hasSize(1);
        assertThat(answers).filteredOn(it -> it.status() == 401).hasSize(4);
        assertThat(answers).filteredOn(it -> it.status() == 429).hasSize(15);
        var elder = signedIn(
                phone,
                answers.stream()
                        .filter(it -> it.status() == 200)
                        .findFirst()
                        .orElseThrow()
                        .data());
        RecordedEvents.of("user-registered").await(elder.id().toString());
    }

    @Test
    void registeringTwentyTimesAtOnceMakesOneAccountAndOneEvent(@Autowired RegisterUser registerUser) {

        var registered = Flux.fromStream(IntStream.range(0, 20).boxed())
                .flatMap(_ -> registerUser.handle(new RegisterUser.Command(phone, null)), 20)
                .collectList()
                .blockOptional()
                .orElseThrow();

        assertThat(registered)
                .extracting(RegisterUser.Registered::id)
                .containsOnly(registered.getFirst().id());
        assertThat(registered).filteredOn(RegisterUser.Registered::isNew).hasSize(1);
        assertThat(stored.announced("user-registered", registered.getFirst().id()))
                .hasSize(1);
    }

    @Test
    void disabledAccountStaysOutAndGetsNoSession() {

        var elder = client.signIn(phone);
        stored.change("update users set status = 'disabled' where id = ?", elder.id());
        stored.codesWereLongAgo();

        client.login(phone, codeSent()).expectRefusal(403, "ACCOUNT_DISABLED");

        assertThat(stored.count("select count(*) from sessions where account_id = ?", elder.id()))
                .isOne();
    }

    @Test
    void neitherPhoneNorCodeIsStoredInClear() {

        var code = codeSent();
        client.login(phone, code).expect(200);

        for (var table : new String[] {"users", "login_codes", "attempts", "outbox_messages"}) {
            assertThat(stored.count(
                            "select count(*) from %s it where it::text like '%%' || ? || '%%'".formatted(table), phone))
                    .as(table)
                    .isZero();
        }
        assertThat(stored.count(
                        "select count(*) from login_codes where code_hash = convert_to(?, 'UTF8')"
                                + " or code_hash = sha256(convert_to(?, 'UTF8'))",
                        code,
                        code))
                .isZero();
    }

    @Test
    void readsCarefully() {

        client.post(LOGIN, null, Map.of("phone", phone, "code", 123456)).expectMalformed("code");
        client.post(LOGIN, null, "{\"phone\":").expectRefusal(400, "MALFORMED_REQUEST");
        client.get(LOGIN, null).expectRefusal(405, "METHOD_NOT_ALLOWED");
        client.post(LOGIN, "nonsense", Map.of("phone", phone, "code", "123456")).expectRefusal(401, "INVALID_CODE");
    }

    private String codeSent() {
        messagesAreSent();
        client.sendCode(phone).expect(200);
        return codeSentTo(phone);
    }

    private UUID logInWith(String whose, String inviteCode) {

        messagesAreSent();
        client.sendCode(whose).expect(200);
        var body = Map.of("phone", whose, "code", codeSentTo(whose), "inviteCode", inviteCode);
        return signedIn(whose, client.post(LOGIN, null, body).expect(200).data())
                .id();
    }

    private void older(String by) {
        stored.change(
                "update login_codes set expires_at = expires_at - cast(? as interval) where phone_index = ?",
                by,
                codes.indexOf(phone));
    }

    private void triedEarlier(String by) {
        stored.change(
                "update attempts set tried_at = array(select it - cast(? as interval) from unnest(tried_at) it)", by);
    }
}
