package com.banxiang.gateway;

import static com.banxiang.gateway.Visitors.bearer;
import static org.assertj.core.api.Assertions.assertThat;

import com.banxiang.testkit.EdgeTest;
import com.banxiang.testkit.TestTokens;
import com.banxiang.testkit.Token;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;

/** Who is let in, and in which order the rest is refused. */
@EdgeTest
class DoorApiTests {

    static final String RECORDS = "/api/v1/health/records";

    final UUID elder = UUID.randomUUID();

    @Autowired
    WebTestClient anybody;

    @DynamicPropertySource
    static void fleet(DynamicPropertyRegistry properties) {
        Fleet.describe(properties);
    }

    @Test
    void asksForATokenWhereOneIsNeeded() {
        get(RECORDS, null)
                .expectStatus()
                .isUnauthorized()
                .expectBody()
                .jsonPath("$.error.code")
                .isEqualTo("UNAUTHENTICATED");
    }

    @Test
    void speaksEnglishToWhoAsksInEnglish() {
        Visitors.of(anybody)
                .get()
                .uri(RECORDS)
                .header(HttpHeaders.ACCEPT_LANGUAGE, "en")
                .exchange()
                .expectStatus()
                .isUnauthorized()
                .expectBody()
                .jsonPath("$.message")
                .value(it -> assertThat(String.valueOf(it)).doesNotContain("登录"));
    }

    static Stream<UnaryOperator<Token>> badTokens() {
        return Stream.of(
                Token::forged,
                Token::unsigned,
                Token::ofUnknownKey,
                Token::confusingAlgorithms,
                it -> it.audience("somebody-else"),
                it -> it.issuer("https://elsewhere.example"),
                it -> it.without("sid"),
                it -> it.without("exp"),
                it -> it.with("typ", "robot"));
    }

    @ParameterizedTest
    @MethodSource("badTokens")
    void refusesABadToken(UnaryOperator<Token> but) {

        var before = Fleet.HEALTH.asked(RECORDS + "/bad").size();

        get(RECORDS + "/bad", TestTokens.user(elder, but))
                .expectStatus()
                .isUnauthorized()
                .expectBody()
                .jsonPath("$.error.code")
                .isEqualTo("UNAUTHENTICATED");

        assertThat(Fleet.HEALTH.asked(RECORDS + "/bad")).hasSize(before);
    }

    @Test
    void refusesAnExpiredTokenWithACodeOfItsOwn() {
        get(RECORDS, TestTokens.user(elder, Token::expired))
                .expectStatus()
                .isUnauthorized()
                .expectBody()
                .jsonPath("$.error.code")
                .isEqualTo("TOKEN_EXPIRED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic dXNlcjpwYXNz", "Bearer", "Service abc.def.ghi", "Bearer a b"})
    void refusesWhatIsNoTokenOfAPerson(String authorization) {
        Visitors.of(anybody)
                .get()
                .uri(RECORDS)
                .header(HttpHeaders.AUTHORIZATION, authorization)
                .exchange()
                .expectStatus()
                .isUnauthorized();
    }

    @Test
    void letsNoServiceTokenIn() {
        Visitors.of(anybody)
                .get()
                .uri(RECORDS)
                .header(HttpHeaders.AUTHORIZATION, "Service " + TestTokens.service("gateway", "health-service"))
                .exchange()
                .expectStatus()
                .isUnauthorized();
    }

    @Test
    void keepsEverySideToItsOwnPaths() {

        forbidden("/api/child/parents", TestTokens.user(elder));
        forbidden("/api/child/parents", TestTokens.operator(elder, "ADMIN"));
        forbidden("/api/v1/health/records", TestTokens.child(elder));
        forbidden("/api/v1/admin/users", TestTokens.user(elder));
        forbidden("/api/v1/admin/users", TestTokens.child(elder));

        get("/api/child/parents", TestTokens.child(elder)).expectStatus().isOk();
        get("/api/v1/admin/users", TestTokens.operator(elder, "ADMIN"))
                .expectStatus()
                .isOk();
        get("/api/v1/health/records", TestTokens.operator(elder, "DOCTOR"))
                .expectStatus()
                .isOk();
    }

    @Test
    void refusesAnUnknownPathBeforeABadToken() {
        get("/api/v1/nothing", TestTokens.user(elder, Token::forged))
                .expectStatus()
                .isNotFound();
    }

    @Test
    void refusesABadTokenBeforeTheWrongKind() {
        get("/api/child/parents", TestTokens.user(elder, Token::forged))
                .expectStatus()
                .isUnauthorized();
    }

    @Test
    void opensPublicEndpointsToStrangersButNotToBadTokens() {

        get("/api/v1/health/devices/callback/huawei", null).expectStatus().isOk();
        get("/api/v1/health/devices/callback/huawei", TestTokens.user(elder))
                .expectStatus()
                .isOk();
        get("/api/v1/health/devices/callback/huawei", TestTokens.user(elder, Token::expired))
                .expectStatus()
                .isUnauthorized();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/auth/login",
                "/api/v1/auth/send-code",
                "/api/v1/auth/refresh",
                "/api/child/auth/wx-login",
                "/api/v1/webhooks/devices/band"
            })
    void ignoresTheHeaderWhereOneLogsInAndWhereMachinesReport(String path) {

        Visitors.of(anybody)
                .post()
                .uri(path)
                .header(HttpHeaders.AUTHORIZATION, bearer(TestTokens.user(elder, Token::expired)))
                .bodyValue("{}")
                .exchange()
                .expectStatus()
                .isOk();

        var service = path.contains("child") ? Fleet.CHILD : path.contains("webhooks") ? Fleet.HEALTH : Fleet.USER;
        assertThat(service.asked(path))
                .allSatisfy(it -> assertThat(it.header("Authorization")).isEmpty());
    }

    @Test
    void endsASessionOnlyWithItsToken() {
        Visitors.of(anybody)
                .post()
                .uri("/api/v1/auth/logout")
                .exchange()
                .expectStatus()
                .isUnauthorized();
    }

    private void forbidden(String path, String token) {
        get(path, token)
                .expectStatus()
                .isForbidden()
                .expectBody()
                .jsonPath("$.error.code")
                .isEqualTo("FORBIDDEN");
    }

    private WebTestClient.ResponseSpec get(String path, String token) {
        return Visitors.get(anybody, path, token);
    }
}
