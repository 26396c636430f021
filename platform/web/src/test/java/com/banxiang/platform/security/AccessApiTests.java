package com.banxiang.platform.security;

import com.banxiang.testkit.EdgeTest;
import com.banxiang.testkit.TestTokens;
import com.banxiang.testkit.Token;
import java.time.Duration;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

@EdgeTest
class AccessApiTests {

    static final UUID SOMEBODY = UUID.randomUUID();
    static final String THING = "/internal/things/" + UUID.randomUUID();

    @Autowired
    WebTestClient client;

    @Test
    void aGoodTokenSpeaksForItsAccount() {
        get("/api/v1/me", bearer(TestTokens.user(SOMEBODY)))
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.data")
                .isEqualTo("user:" + SOMEBODY);
    }

    static Stream<UnaryOperator<Token>> badTokens() {
        return Stream.of(
                Token::unsigned,
                Token::forged,
                Token::ofUnknownKey,
                Token::confusingAlgorithms,
                it -> it.audience("another"),
                it -> it.issuer("another"),
                it -> it.with("typ", "robot"),
                it -> it.without("sid"),
                it -> it.without("exp"),
                it -> it.with("sub", "42"));
    }

    @ParameterizedTest
    @MethodSource("badTokens")
    void aBadTokenIsNobodys(UnaryOperator<Token> but) {
        refused(get("/api/v1/me", bearer(TestTokens.user(SOMEBODY, but))), 401, "UNAUTHENTICATED");
    }

    @Test
    void whatIsNoTokenIsNobodys() {
        refused(get("/api/v1/me", null), 401, "UNAUTHENTICATED");
        refused(get("/api/v1/me", "Bearer "), 401, "UNAUTHENTICATED");
        refused(get("/api/v1/me", "Bearer a.b.c"), 401, "UNAUTHENTICATED");
        refused(get("/api/v1/me", "Bearer " + "x".repeat(5000)), 401, "UNAUTHENTICATED");
        refused(get("/api/v1/me", "Basic dXNlcjpwYXNz"), 401, "UNAUTHENTICATED");
    }

    @Test
    void anExpiredTokenSaysSo() {
        refused(get("/api/v1/me", bearer(TestTokens.user(SOMEBODY, Token::expired))), 401, "TOKEN_EXPIRED");
    }

    @Test
    void eachSideIsClosedToTheOthers() {
        refused(get("/api/v1/me", bearer(TestTokens.child(SOMEBODY))), 403, "FORBIDDEN");
        refused(get("/api/child/me", bearer(TestTokens.user(SOMEBODY))), 403, "FORBIDDEN");
        refused(get("/api/v1/admin/me", bearer(TestTokens.user(SOMEBODY))), 403, "FORBIDDEN");
        refused(get("/api/v1/admin/me", bearer(TestTokens.operator(SOMEBODY, "DOCTOR"))), 403, "FORBIDDEN");
        get("/api/v1/admin/me", bearer(TestTokens.operator(SOMEBODY, "ADMIN")))
                .expectStatus()
                .isOk();
        get("/api/child/me", bearer(TestTokens.child(SOMEBODY))).expectStatus().isOk();
    }

    @Test
    void anUnknownPathIsToldOnlyToWhoMayAsk() {
        refused(get("/api/v1/nothing", null), 401, "UNAUTHENTICATED");
        refused(get("/api/v1/nothing", bearer(TestTokens.child(SOMEBODY))), 403, "FORBIDDEN");
        refused(get("/api/v1/nothing", bearer(TestTokens.user(SOMEBODY))), 404, "NOT_FOUND");
    }

    @Test
    void whatNoRuleOpensIsClosedToEverybody() {
        refused(get("/elsewhere", null), 401, "UNAUTHENTICATED");
        refused(get("/elsewhere", bearer(TestTokens.user(SOMEBODY))), 403, "FORBIDDEN");
    }

    @Test
    void anOpenPathTakesNobodyButNoBadToken() {
        get("/api/v1/public/me", null)
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.data")
                .isEqualTo("nobody");
        get("/api/v1/public/me", bearer(TestTokens.user(SOMEBODY)))
                .expectBody()
                .jsonPath("$.data")
                .isEqualTo(SOMEBODY.toString());
        refused(get("/api/v1/public/me", bearer(TestTokens.user(SOMEBODY, Token::forged))), 401, "UNAUTHENTICATED");
    }

    @Test
    void loggingInIgnoresWhateverTokenIsSent() {
        get("/api/v1/auth/me", bearer(TestTokens.user(SOMEBODY, Token::expired)))
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.data")
                .isEqualTo("nobody");
    }

    @Test
    void aNamedServiceMayAndSaysForWhom() {
        client.get()
                .uri(THING)
                .header("Authorization", service("user-service", "example-service"))
                .header("X-Acting-For", "user:" + SOMEBODY)
                .header("X-Forwarded-For", "6.6.6.6, 10.1.2.3")
                .header("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.data.service")
                .isEqualTo("user-service")
                .jsonPath("$.data.for")
                .isEqualTo(new Account(AccountKind.USER, SOMEBODY).toString())
                .jsonPath("$.data.ip")
                .isEqualTo("10.1.2.3")
                .jsonPath("$.data.trace")
                .isEqualTo("0af7651916cd43dd8448eb211c80319c");
    }

    @Test
    void aServiceActsForNobodyThatCannotBe() {
        refused(
                client.get()
                        .uri(THING)
                        .header("Authorization", service("user-service", "example-service"))
                        .header("X-Acting-For", "robot:" + SOMEBODY)
                        .exchange(),
                400,
                "MALFORMED_REQUEST");
    }

    @Test
    void noOtherServiceMay() {
        refused(get(THING, service("child-service", "example-service")), 403, "FORBIDDEN");
        refused(get(THING, service("user-service", "another-service")), 401, "UNAUTHENTICATED");
        refused(get(THING, "Service a.b.c"), 401, "UNAUTHENTICATED");
    }

    static Stream<UnaryOperator<Token>> badServiceTokens() {
        return Stream.of(
                Token::unsigned,
                Token::forged,
                Token::expired,
                it -> it.lasting(Duration.ofHours(1)),
                it -> it.audience("another-service"),
                it -> it.issuer("nobody-service"),
                it -> it.without("iss"),
                it -> it.without("aud"),
                it -> it.without("exp"));
    }

    @ParameterizedTest
    @MethodSource("badServiceTokens")
    void aBadServiceTokenIsNobodys(UnaryOperator<Token> but) {
        refused(
                get(THING, "Service " + TestTokens.service("user-service", "example-service", but)),
                401,
                "UNAUTHENTICATED");
    }

    @Test
    void aPersonIsNoServiceAndAServiceIsNoPerson() {
        refused(get(THING, bearer(TestTokens.user(SOMEBODY))), 403, "FORBIDDEN");
        refused(get(THING, bearer(TestTokens.user(SOMEBODY, Token::forged))), 401, "UNAUTHENTICATED");
        refused(get(THING, null), 401, "UNAUTHENTICATED");
        refused(get("/api/v1/me", service("user-service", "example-service")), 401, "UNAUTHENTICATED");
    }

    private ResponseSpec get(String path, @Nullable String authorization) {
        return client.get()
                .uri(path)
                .headers(it -> {
                    if (authorization != null) {
                        it.set("Authorization", authorization);
                    }
                })
                .exchange();
    }

    private static String bearer(String token) {
        return "Bearer " + token;
    }

    private static String service(String caller, String callee) {
        return "Service " + TestTokens.service(caller, callee);
    }

    private static void refused(ResponseSpec answer, int status, String code) {
        answer.expectStatus()
                .isEqualTo(status)
                .expectBody()
                .jsonPath("$.error.code")
                .isEqualTo(code);
    }
}
