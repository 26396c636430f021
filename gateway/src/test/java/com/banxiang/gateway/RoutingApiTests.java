package com.banxiang.gateway;

import static com.banxiang.gateway.Visitors.bearer;
import static org.assertj.core.api.Assertions.assertThat;

import com.banxiang.testkit.EdgeTest;
import com.banxiang.testkit.TestTokens;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;

/** Which service a path leads to, and which paths lead nowhere. */
@EdgeTest
class RoutingApiTests {

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
    @ValueSource(
            strings = {
                "/api/v1/nothing",
                "/nothing",
                "/api/v1/users/you",
                "/actuator/health",
                "/docs",
                "/docs/start.js",
                "/v3/api-docs/health-service"
            })
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

        var requestId = "req_" + UUID.randomUUID();

        var answer =
                Raw.get(port, target, "X-Request-Id: " + requestId, "Authorization: " + bearer(TestTokens.user(elder)));

        assertThat(answer).startsWith("HTTP/1.1 404").contains("\"code\":\"NOT_FOUND\"");
        assertThat(Fleet.EVERYBODY)
                .allSatisfy(service -> assertThat(service.asked())
                        .noneMatch(it -> it.header("X-Request-Id").equals(requestId)));
    }

    @Test
    void passesAnEscapedNameInAPath() {
        assertThat(Raw.get(
                        port, "/api/v1/health/records/%E5%BF%83", "Authorization: " + bearer(TestTokens.user(elder))))
                .startsWith("HTTP/1.1 200");
        assertThat(Fleet.HEALTH.asked("/api/v1/health/records/%E5%BF%83")).hasSize(1);
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
                .jsonPath("$.data.documents.tokenKeys")
                .isEqualTo("/.well-known/jwks.json")
                .jsonPath("$.data.documents.length()")
                .isEqualTo(1);
    }

    private WebTestClient.ResponseSpec get(String path, String token) {
        return Visitors.get(anybody, path, token);
    }
}
