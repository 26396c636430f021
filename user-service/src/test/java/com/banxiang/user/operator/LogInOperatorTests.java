package com.banxiang.user.operator;

import static org.assertj.core.api.Assertions.assertThat;

import com.banxiang.testkit.Answer;
import com.banxiang.testkit.AtOnce;
import com.banxiang.testkit.CapturedLogs;
import com.banxiang.testkit.ServiceTest;
import com.banxiang.testkit.TestTokens;
import com.banxiang.user.Authenticator;
import com.banxiang.user.Client;
import com.banxiang.user.credential.OneTimeSecret;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** How operators come in, and how those are kept out who try. */
@ServiceTest
class LogInOperatorTests extends OperatorScene {

    static final String WRONG = "a wrong password";

    @Test
    void whoKnowsThePasswordComesInWithTheirRoles() {

        var operator = operator("SUPPORT", "ADMIN");

        var tokens = login(operator).expect(200).data();

        assertThat(tokens.propertyNames()).containsExactlyInAnyOrder("token", "refreshToken", "expiresIn");
        assertRoles(tokens, "ADMIN", "SUPPORT");
        client.get(OPERATORS, tokens.path("token").asString()).expect(200);
        client.get("/api/v1/users/me", tokens.path("token").asString()).expectRefusal(403, "FORBIDDEN");
        assertThat(audited("log-in-operator", id(operator))).isOne();
    }

    @Test
    void nameIsTakenAsPeopleTypeIt() {
        var operator = operator("STAFF");
        login(
                        " " + name(operator).toUpperCase() + " ",
                        operator.path("password").asString(),
                        null)
                .expect(200);
    }

    @Test
    void whoKnowsItNotIsRefusedAndLearnsNotWhetherTheNameExists() {

        var operator = operator("ADMIN");

        var known = login(name(operator), WRONG, null).expectRefusal(401, "INVALID_CREDENTIALS");
        var unknown = login(newName(), WRONG, null).expectRefusal(401, "INVALID_CREDENTIALS");

        assertThat(known.json().path("message")).isEqualTo(unknown.json().path("message"));
        assertThat(audited("log-in-operator", id(operator))).isZero();
        assertThat(sessionsOf(operator)).isZero();
    }

    @Test
    void passwordIsKeptAsArgon2idOfThisCost() {

        var operator = operator("ADMIN");

        assertThat(stored.one(String.class, "select password_hash from operators where id = ?", id(operator)))
                .startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
    }

    @Test
    void nameClosesAfterFiveWrongTriesForTheRightPasswordToo() {

        var operator = operator("ADMIN");
        for (var i = 0; i < 5; i++) {
            login(name(operator), WRONG, null).expectRefusal(401, "INVALID_CREDENTIALS");
        }

        var locked = login(operator).expectRefusal(429, "LOGIN_RATE_LIMITED");

        assertThat(locked.retryAfter()).isBetween(1L, 60L);
        assertThat(sessionsOf(operator)).isZero();
    }

    @Test
    void eachFurtherTryClosesItTwiceAsLongAndTheRightOneOpensItForGood() {

        var operator = operator("ADMIN");
        for (var i = 0; i < 5; i++) {
            login(name(operator), WRONG, null);
        }

        pausesAreOver();
        login(name(operator), WRONG, null).expectRefusal(401, "INVALID_CREDENTIALS");
        assertThat(login(operator).expectRefusal(429, "LOGIN_RATE_LIMITED").retryAfter())
                .isBetween(61L, 120L);

        pausesAreOver();
        login(operator).expect(200);
        for (var i = 0; i < 4; i++) {
            login(name(operator), WRONG, null).expectRefusal(401, "INVALID_CREDENTIALS");
        }
        login(operator).expect(200);
    }

    @Test
    void nameNobodyHasClosesJustTheSame() {

        var name = newName();
        for (var i = 0; i < 5; i++) {
            login(name, WRONG, null).expectRefusal(401, "INVALID_CREDENTIALS");
        }

        login(name, WRONG, null).expectRefusal(429, "LOGIN_RATE_LIMITED");
    }

    @Test
    void twentyAtOnceAreNoWayAroundTheLock() {

        var operator = operator("ADMIN");

        var answers = AtOnce.by(20, () -> login(name(operator), WRONG, null));

        assertThat(answers.stream().filter(it -> it.status() == 401)).hasSize(5);
        assertThat(answers.stream().filter(it -> it.status() == 429)).hasSize(15);
    }

    @Test
    void whoIsEnrolledNeedsTheCodeOfTheMoment() {

        var operator = operatorWithCodes("ADMIN");

        login(operator).expectRefusal(401, "OTP_REQUIRED");
        withCode(operator, Client.notThe(codeOf(operator, 0))).expectRefusal(401, "INVALID_OTP");
        login(name(operator), WRONG, codeOf(operator, 0)).expectRefusal(401, "INVALID_CREDENTIALS");
        assertThat(sessionsOf(operator)).isZero();

        withCode(operator, codeOf(operator, 0)).expect(200);
    }

    @Test
    void codeIsGoodOnceAlsoForManyAtOnce() {

        var operator = operatorWithCodes("ADMIN");
        var code = codeOf(operator, 0);

        var answers = AtOnce.by(4, () -> withCode(operator, code));

        assertThat(answers.stream().filter(it -> it.status() == 200)).hasSize(1);
        answers.stream().filter(it -> it.status() != 200).forEach(it -> it.expectRefusal(401, "INVALID_OTP"));
        withCode(operator, codeOf(operator, -30)).expectRefusal(401, "INVALID_OTP");
        withCode(operator, codeOf(operator, 30)).expect(200);
    }

    @Test
    void secretOfTheCodesIsStoredEncrypted() {

        var operator = operatorWithCodes("ADMIN");

        var bytes = stored.one(byte[].class, "select otp_secret from operators where id = ?", id(operator));

        assertThat(new String(bytes, StandardCharsets.ISO_8859_1))
                .contains("test-1")
                .doesNotContain(secretOf(operator).text());
    }

    @Test
    void disabledOperatorIsToldSoButOnlyByTheRightPassword() {

        var operator = operator("SUPPORT");
        change(operator, Map.of("status", "disabled")).expect(200);

        login(name(operator), WRONG, null).expectRefusal(401, "INVALID_CREDENTIALS");
        login(operator).expectRefusal(403, "ACCOUNT_DISABLED");

        change(operator, Map.of("status", "active")).expect(200);
        login(operator).expect(200);
    }

    @Test
    void sessionIsRefreshedOnItsOwnSideOnly() {

        var operator = operator("REVIEWER");
        var tokens = login(operator).expect(200).data();

        client.post("/api/v1/auth/refresh", null, Map.of("refreshToken", text(tokens, "refreshToken")))
                .expectRefusal(401, "INVALID_REFRESH_TOKEN");
        client.postAs(
                        "child-service",
                        "/internal/tokens/refresh",
                        Map.of("refreshToken", text(tokens, "refreshToken"), "typ", "operator"))
                .expectRefusal(401, "INVALID_REFRESH_TOKEN");
        client.post(REFRESH, null, Map.of("refreshToken", client.signIn().refreshToken()))
                .expectRefusal(401, "INVALID_REFRESH_TOKEN");

        var next = refresh(tokens).expect(200).data();
        assertRoles(next, "REVIEWER");
        assertThat(Client.claim(text(next, "token"), "sid")).isEqualTo(Client.claim(text(tokens, "token"), "sid"));
    }

    @Test
    void eitherTokenEndsTheSession() {

        var operator = operator("REVIEWER");

        var first = login(operator).expect(200).data();
        client.post(LOGOUT, text(first, "token"), null).expect(200);
        refresh(first).expectRefusal(401, "INVALID_REFRESH_TOKEN");

        var second = login(operator).expect(200).data();
        client.post(LOGOUT, null, Map.of("refreshToken", text(second, "refreshToken")))
                .expect(200);
        refresh(second).expectRefusal(401, "INVALID_REFRESH_TOKEN");

        var third = login(operator).expect(200).data();
        var fourth = login(operator).expect(200).data();
        client.post(LOGOUT + "?all=true", null, Map.of("refreshToken", text(third, "refreshToken")))
                .expect(200);
        refresh(fourth).expectRefusal(401, "INVALID_REFRESH_TOKEN");
    }

    @Test
    void nobodyElseEndsIt() {

        var tokens = login(operator("REVIEWER")).expect(200).data();
        var elder = client.signIn();

        client.post(LOGOUT, null, null).expectInvalid("refreshToken");
        client.post(LOGOUT, TestTokens.user(UUID.randomUUID()), null).expectInvalid("refreshToken");
        client.post(LOGOUT, null, Map.of("refreshToken", "unknown")).expectRefusal(401, "INVALID_REFRESH_TOKEN");
        client.post(LOGOUT, null, Map.of("refreshToken", elder.refreshToken()))
                .expectRefusal(401, "INVALID_REFRESH_TOKEN");

        refresh(tokens).expect(200);
        client.post("/api/v1/auth/refresh", null, Map.of("refreshToken", elder.refreshToken()))
                .expect(200);
    }

    @Test
    void nothingOfItIsLogged() {
        try (var logs = CapturedLogs.start()) {

            var operator = operatorWithCodes("ADMIN");
            login(name(operator), WRONG, null).expectRefusal(401, "INVALID_CREDENTIALS");
            var tokens = withCode(operator, codeOf(operator, 0)).expect(200).data();
            stored.change("alter table operators rename to operators_out_of_reach");
            try {
                withCode(operator, codeOf(operator, 30)).expectRefusal(500, "INTERNAL_ERROR");
            } finally {
                stored.change("alter table operators_out_of_reach rename to operators");
            }

            logs.assertNowhere(
                    text(operator, "password"),
                    WRONG,
                    secretOf(operator).text(),
                    text(operator, "otpUri"),
                    text(tokens, "token"),
                    text(tokens, "refreshToken"));
        }
    }

    @Test
    void withoutItsAuditRowThereIsNoSession() {

        var operator = operator("ADMIN");
        stored.change("alter table audit_log rename to audit_log_out_of_reach");
        try {
            login(operator).expectRefusal(503, "UPSTREAM_UNAVAILABLE");
        } finally {
            stored.change("alter table audit_log_out_of_reach rename to audit_log");
        }

        assertThat(sessionsOf(operator)).isZero();
    }

    @Test
    void oldTriesAreForgotten(@Autowired ForgetOldTries forgetOldTries) {

        login(newName(), WRONG, null);
        stored.change("update operator_tries set tried_at = now() - interval '25 hours'");
        var operator = operator("ADMIN");
        login(name(operator), WRONG, null);

        forgetOldTries.handle().block();

        assertThat(stored.count("select count(*) from operator_tries")).isOne();
    }

    private Answer withCode(JsonNode operator, String code) {
        return login(name(operator), text(operator, "password"), code);
    }

    private long sessionsOf(JsonNode operator) {
        return stored.count(
                "select count(*) from sessions where account_kind = 'operator' and account_id = ?", id(operator));
    }

    private static String codeOf(JsonNode operator, long secondsFromNow) {
        return secretOf(operator).codeAt(Instant.now().plusSeconds(secondsFromNow));
    }

    private static OneTimeSecret secretOf(JsonNode operator) {
        return Authenticator.of(text(operator, "otpUri"));
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).asString();
    }
}
