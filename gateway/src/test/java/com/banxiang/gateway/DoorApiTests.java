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
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpHeaders;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.core.publisher.Mono;

/** Who is let in, in which order the rest is refused, and what the services behind are told. */
@EdgeTest
class DoorApiTests {

    static final String RECORDS = "/api/v1/health/records";

    final UUID elder = UUID.randomUUID();

    @Autowired
    WebTestClient anybody;

    @LocalServerPort
    int port;

    @DynamicPropertySource
    static void fleet(DynamicPropertyRegistry properties) {
        Fleet.describe(properties);
    }

    @Test
    void carriesARequestToItsService() {
        get(RECORDS + "?type=heart_rate&limit=2", TestTokens.user(elder))
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.data.service")
                .isEqualTo("health-service");

        assertThat(Fleet.HEALTH.asked(RECORDS + "?type=heart_rate&limit=2")).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/nothing", "/nothing", "/api/v1/users/you", "/docs", "/actuator/health"})
    void doesNotKnowAPathWithoutARowWhoeverAsks(String path) {

        get(path, null)
                .expectStatus()
                .isNotFound()
                .expectBody()
                .jsonPath("$.success")
                .isEqualTo(false)
                .jsonPath("$.error.code")
                .isEqualTo("NOT_FOUND")
                .jsonPath("$.message")
                .isEqualTo("没有找到");

        get(path, TestTokens.user(elder)).expectStatus().isNotFound();
        get(path, "nonsense").expectStatus().isNotFound();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/internal/sessions/revoked",
                "/%69nternal/sessions/revoked",
                "//internal/sessions/revoked",
                "/api/v1/health/../../../internal/sessions/revoked",
                "/api/v1/health/..;/..;/..;/internal/sessions/revoked",
                "/api/v1/health/%2e%2e/%2e%2e/%2e%2e/internal/x",
                "/api/v1/health/..%2f..%2f..%2finternal/x",
                "/api/v1/health/%2e%2e%2f%2e%2e%2f%2e%2e%2factuator/env",
                "/api/v1/health/..%5c..%5c..%5cactuator/env",
                "/api/v1/health/%252e%252e/%252e%252e/internal/x",
                "/api/v1/health//../../../internal/x",
                "/api/v1/health;x=1/../../internal/x",
                "/api/v1//health/records",
                "/api/child/%61uth/wx-login",
                "/api/v1/health/records/%00",
                "/actuator/prometheus",
                "/./actuator/health",
                "/actuator;/health",
                "/%61ctuator/health"
            })
    void neverRoutesWhatIsInternalHoweverItIsSpelled(String target) {

        var before = Fleet.HEALTH.asked().size()
                + Fleet.USER.asked().size()
                + Fleet.CHILD.asked().size();

        var answer = Raw.get(port, target, "Authorization: " + bearer(TestTokens.user(elder)));

        assertThat(answer).startsWith("HTTP/1.1 404").contains("\"code\":\"NOT_FOUND\"");
        assertThat(Fleet.HEALTH.asked(target)).isEmpty();
        assertThat(Fleet.CHILD.asked(target)).isEmpty();
        assertThat(before).isNotNegative();
    }

    @Test
    void passesAnEscapedNameInAPath() {
        assertThat(Raw.get(
                        port, "/api/v1/health/records/%E5%BF%83", "Authorization: " + bearer(TestTokens.user(elder))))
                .startsWith("HTTP/1.1 200");
        assertThat(Fleet.HEALTH.asked("/api/v1/health/records/%E5%BF%83")).hasSize(1);
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

    @Test
    void answersThatAServiceIsDown() {
        get("/api/v1/orders", TestTokens.user(elder))
                .expectStatus()
                .isEqualTo(503)
                .expectBody()
                .jsonPath("$.error.code")
                .isEqualTo("UPSTREAM_UNAVAILABLE")
                .jsonPath("$.message")
                .isEqualTo("服务暂时不可用,请稍后再试");
    }

    @Test
    void saysWhoItIs() {
        get("/", null)
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.data.service")
                .isEqualTo("BanXiang")
                .jsonPath("$.data.documents")
                .isNotEmpty();
    }

    @Test
    void keepsASafeRequestIdAndReplacesAnUnsafeOne() {

        Visitors.of(anybody)
                .get()
                .uri(RECORDS + "/ids")
                .header(HttpHeaders.AUTHORIZATION, bearer(TestTokens.user(elder)))
                .header("X-Request-Id", "req_mine-1")
                .exchange()
                .expectHeader()
                .values("X-Request-Id", it -> assertThat(it).containsExactly("req_mine-1"));
        assertThat(Fleet.HEALTH.asked(RECORDS + "/ids").getLast().header("X-Request-Id"))
                .isEqualTo("req_mine-1");

        Visitors.of(anybody)
                .get()
                .uri(RECORDS + "/ids")
                .header("X-Request-Id", "a b\"c")
                .exchange()
                .expectHeader()
                .value("X-Request-Id", it -> assertThat(it).startsWith("req_").doesNotContain("\""));
    }

    @Test
    void passesATraceOnOrBeginsOne() {

        var trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
        Visitors.of(anybody)
                .get()
                .uri(RECORDS + "/trace")
                .header(HttpHeaders.AUTHORIZATION, bearer(TestTokens.user(elder)))
                .header("traceparent", trace)
                .exchange()
                .expectStatus()
                .isOk();
        assertThat(Fleet.HEALTH.asked(RECORDS + "/trace").getLast().header("traceparent"))
                .startsWith("00-4bf92f3577b34da6a3ce929d0e0e4736-")
                .endsWith("-01");

        get(RECORDS + "/trace", TestTokens.user(elder)).expectStatus().isOk();
        assertThat(Fleet.HEALTH.asked(RECORDS + "/trace").getLast().header("traceparent"))
                .matches("00-[0-9a-f]{32}-[0-9a-f]{16}-0[01]");
    }

    @Test
    void believesNobodyAboutThemselves() {

        Visitors.from("198.51.100.7", anybody)
                .get()
                .uri(RECORDS + "/headers")
                .header(HttpHeaders.AUTHORIZATION, bearer(TestTokens.user(elder)))
                .header("X-Acting-For", "user:" + elder)
                .header("x-acting-for", "child:" + elder)
                .header("X-User-Id", "1")
                .header("X-Real-IP", "1.2.3.4")
                .header("X-Forwarded-Host", "evil.example")
                .header("X-Forwarded-Proto", "https")
                .header("Forwarded", "for=1.2.3.4")
                .header("X-HTTP-Method-Override", "DELETE")
                .header("X-Original-URL", "/internal/x")
                .header("Accept-Language", "en")
                .header("Idempotency-Key", "key-1")
                .exchange()
                .expectStatus()
                .isOk();

        var asked = Fleet.HEALTH.asked(RECORDS + "/headers").getLast();
        assertThat(asked.headers())
                .doesNotContainKeys(
                        "x-acting-for",
                        "x-user-id",
                        "x-real-ip",
                        "x-forwarded-host",
                        "x-forwarded-proto",
                        "forwarded",
                        "x-http-method-override",
                        "x-original-url");
        assertThat(asked.header("X-Forwarded-For")).isEqualTo("198.51.100.7");
        assertThat(asked.header("Accept-Language")).isEqualTo("en");
        assertThat(asked.header("Idempotency-Key")).isEqualTo("key-1");
        assertThat(asked.header("Authorization")).startsWith("Bearer ");
    }

    @Test
    void tellsBrowsersToTrustNothing() {

        for (var path : new String[] {"/", "/nothing", RECORDS}) {
            get(path, null)
                    .expectHeader()
                    .valueEquals("X-Content-Type-Options", "nosniff")
                    .expectHeader()
                    .valueEquals("X-Frame-Options", "DENY")
                    .expectHeader()
                    .valueEquals("Referrer-Policy", "no-referrer")
                    .expectHeader()
                    .exists("Strict-Transport-Security")
                    .expectHeader()
                    .valueEquals("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
        }

        get(RECORDS, TestTokens.user(elder)).expectHeader().valueEquals("X-Content-Type-Options", "nosniff");
    }

    @Test
    void leavesAPageItsOwnPolicy() {

        Fleet.CHILD.on(
                "/api/child/page",
                (_, response) -> response.header("Content-Security-Policy", "script-src 'self'")
                        .sendString(Mono.just("page")));

        get("/api/child/page", TestTokens.child(elder))
                .expectHeader()
                .values("Content-Security-Policy", it -> assertThat(it).containsExactly("script-src 'self'"));
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

        var request = Visitors.of(anybody).get().uri(path);
        if (token != null) {
            request.header(HttpHeaders.AUTHORIZATION, bearer(token));
        }
        return request.exchange();
    }
}
