package com.banxiang.health;

import static com.banxiang.health.Api.refusal;
import static com.banxiang.health.Readings.BATCH;
import static com.banxiang.health.Readings.RECORDS;
import static com.banxiang.health.Readings.SUMMARY;
import static org.assertj.core.api.Assertions.assertThat;

import com.banxiang.testkit.ServiceTest;
import com.banxiang.testkit.TestTokens;
import com.banxiang.testkit.Token;
import com.banxiang.testkit.api.OwnEndpoints;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.reactive.result.method.RequestMappingInfo;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;

/** Every endpoint of the public side: whom it lets in. */
@ServiceTest
class AccessTests {

    @Autowired
    WebTestClient client;

    final UUID elder = UUID.randomUUID();

    static Stream<String> endpoints() {
        return Stream.of(
                "POST " + RECORDS,
                "POST " + BATCH,
                "GET " + RECORDS,
                "GET " + RECORDS + "/" + UUID.randomUUID(),
                "DELETE " + RECORDS + "/" + UUID.randomUUID(),
                "GET " + SUMMARY,
                "GET /api/v1/health/trends",
                "GET /api/v1/health/export",
                "GET /api/v1/health/alerts",
                "PUT /api/v1/health/alerts/" + UUID.randomUUID() + "/ack",
                "GET /api/v1/health/thresholds",
                "PUT /api/v1/health/thresholds",
                "GET /api/v1/health/devices",
                "POST /api/v1/health/devices",
                "POST /api/v1/health/devices/" + UUID.randomUUID() + "/sync",
                "DELETE /api/v1/health/devices/" + UUID.randomUUID());
    }

    @Test
    void everyEndpointIsInOneOfTheseLists(
            @Autowired @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping mappings) {

        var internal = InternalApiTests.endpoints().map(it -> "GET /internal/users/" + elder + "/health/" + it);
        var known = Stream.of(
                        endpoints(),
                        internal,
                        Stream.of(
                                "POST /api/v1/webhooks/devices/band",
                                "POST /api/v1/webhooks/devices/huawei",
                                "GET /api/v1/health/devices/callback/huawei",
                                "POST /api/v1/admin/health-service/raw-payloads/replay",
                                "GET /internal/users/" + elder + "/export"))
                .flatMap(it -> it)
                .toList();

        assertThat(OwnEndpoints.of(mappings))
                .allSatisfy(mapped -> assertThat(known)
                        .anySatisfy(it -> assertThat(isThatOf(mapped, it)).isTrue()));
    }

    @ParameterizedTest
    @MethodSource("endpoints")
    void needsAToken(String endpoint) {
        assertThat(refusal(call(endpoint, null), 401)).isEqualTo("UNAUTHENTICATED");
    }

    @ParameterizedTest
    @MethodSource("endpoints")
    void refusesAForgedToken(String endpoint) {
        for (UnaryOperator<Token> wrong : List.<UnaryOperator<Token>>of(
                Token::forged, Token::unsigned, Token::confusingAlgorithms, it -> it.audience("somebody"))) {
            assertThat(refusal(call(endpoint, "Bearer " + TestTokens.user(elder, wrong)), 401))
                    .isEqualTo("UNAUTHENTICATED");
        }
    }

    @ParameterizedTest
    @MethodSource("endpoints")
    void refusesAnExpiredToken(String endpoint) {
        assertThat(refusal(call(endpoint, "Bearer " + TestTokens.user(elder, Token::expired)), 401))
                .isEqualTo("TOKEN_EXPIRED");
    }

    @ParameterizedTest
    @MethodSource("endpoints")
    void isNotForChildrenOperatorsAndServices(String endpoint) {
        assertThat(refusal(call(endpoint, "Bearer " + TestTokens.child(elder)), 403))
                .isEqualTo("FORBIDDEN");
        assertThat(refusal(call(endpoint, "Bearer " + TestTokens.operator(elder, "ADMIN")), 403))
                .isEqualTo("FORBIDDEN");
        call(endpoint, "Service " + TestTokens.service("child-service", "health-service"))
                .expectStatus()
                .is4xxClientError();
    }

    private static boolean isThatOf(RequestMappingInfo mapped, String endpoint) {

        var space = endpoint.indexOf(' ');
        var path = PathContainer.parsePath(endpoint.substring(space + 1));
        return mapped.getMethodsCondition().getMethods().contains(RequestMethod.valueOf(endpoint.substring(0, space)))
                && mapped.getPatternsCondition().getPatterns().stream().anyMatch(it -> it.matches(path));
    }

    private ResponseSpec call(String endpoint, @Nullable String authorization) {

        var space = endpoint.indexOf(' ');
        return client.method(HttpMethod.valueOf(endpoint.substring(0, space)))
                .uri(endpoint.substring(space + 1))
                .headers(it -> {
                    if (authorization != null) {
                        it.set("Authorization", authorization);
                    }
                })
                .exchange();
    }
}
