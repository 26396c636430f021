package com.banxiang.user;

import static org.assertj.core.api.Assertions.assertThat;

import com.banxiang.testkit.Answer;
import com.banxiang.testkit.ServiceTest;
import com.banxiang.testkit.TestTokens;
import com.banxiang.testkit.Token;
import com.banxiang.testkit.api.OwnEndpoints;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;

/** Who may call what: every endpoint, every kind of token that must not open it. */
@ServiceTest
class AccessTests {

    static final String ID = "0192f0c1-0000-7000-8000-000000000001";

    static final List<String> SERVICES = List.of(
            "gateway",
            "activity-service",
            "ai-service",
            "medical-service",
            "payment-service",
            "community-service",
            "child-service",
            "health-service",
            "notification-service");

    static final Set<String> BUT_THE_GATEWAY =
            Set.copyOf(SERVICES.stream().filter(it -> !it.equals("gateway")).toList());

    static final List<String> PUBLIC = List.of(
            "POST /api/v1/auth/send-code",
            "POST /api/v1/auth/sms-code",
            "POST /api/v1/auth/login",
            "POST /api/v1/auth/refresh",
            "POST /api/v1/admin/auth/login",
            "POST /api/v1/admin/auth/refresh",
            "POST /api/v1/admin/auth/logout",
            "GET /.well-known/jwks.json");

    static final List<String> FOR_USERS = List.of(
            "POST /api/v1/auth/logout",
            "GET /api/v1/users/me",
            "PUT /api/v1/users/profile",
            "PUT /api/v1/users/emergency-contact",
            "PUT /api/v1/users/settings",
            "POST /api/v1/users/me/erase",
            "GET /api/v1/users/me/export",
            "GET /api/v1/users/me/sharing",
            "PUT /api/v1/users/me/sharing",
            "GET /api/v1/interests",
            "GET /api/v1/users/me/consents",
            "POST /api/v1/users/me/consents",
            "POST /api/v1/family/generate-code",
            "POST /api/v1/family/link",
            "GET /api/v1/family/members",
            "DELETE /api/v1/family/members/{linkId}");

    static final List<String> ROLES = List.of("ADMIN", "REVIEWER", "SUPPORT", "DOCTOR", "STAFF");

    static final Map<String, Set<String>> FOR_OPERATORS = Map.of(
            "GET /api/v1/admin/audit-logs", Set.of("ADMIN"),
            "GET /api/v1/admin/operators", Set.of("ADMIN"),
            "POST /api/v1/admin/operators", Set.of("ADMIN"),
            "PUT /api/v1/admin/operators/{id}", Set.of("ADMIN"),
            "GET /api/v1/admin/users", Set.of("ADMIN", "SUPPORT"),
            "GET /api/v1/admin/users/{id}", Set.of("ADMIN", "SUPPORT"),
            "PUT /api/v1/admin/users/{id}/status", Set.of("ADMIN"));

    static final Map<String, Set<String>> FOR_SERVICES = Map.ofEntries(
            Map.entry("POST /internal/children/{childId}/tokens", Set.of("child-service")),
            Map.entry("POST /internal/children/{childId}/erase", Set.of("child-service")),
            Map.entry("POST /internal/tokens/refresh", Set.of("child-service")),
            Map.entry("POST /internal/tokens/revoke", Set.of("child-service")),
            Map.entry("GET /internal/sessions/revoked", Set.of("gateway", "notification-service")),
            Map.entry("POST /internal/family-codes/redeem", Set.of("child-service")),
            Map.entry("GET /internal/users/{id}/sharing", Set.of("child-service", "health-service")),
            Map.entry("GET /internal/users/{id}/contacts", Set.of("notification-service", "health-service")),
            Map.entry("GET /internal/users/{id}", BUT_THE_GATEWAY),
            Map.entry("POST /internal/users/lookup", BUT_THE_GATEWAY));

    Client client;

    @BeforeEach
    void client(@Autowired WebTestClient http) {
        client = new Client(http);
    }

    @Test
    void everyEndpointIsInOneOfTheseLists(
            @Autowired @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping mappings) {

        var known = new HashSet<String>();
        known.addAll(PUBLIC);
        known.addAll(FOR_USERS);
        known.addAll(FOR_OPERATORS.keySet());
        known.addAll(FOR_SERVICES.keySet());

        var mapped = new HashSet<String>();
        OwnEndpoints.of(mappings)
                .forEach(it -> it.getMethodsCondition()
                        .getMethods()
                        .forEach(method -> it.getPatternsCondition()
                                .getPatterns()
                                .forEach(path -> mapped.add(method + " " + path.getPatternString()))));

        assertThat(mapped).isEqualTo(known);
    }

    static Stream<Arguments> endpointsForUsers() {
        return FOR_USERS.stream().map(Arguments::of);
    }

    @ParameterizedTest
    @MethodSource("endpointsForUsers")
    void isForUsersWithAGoodToken(String endpoint) {

        var someone = UUID.randomUUID();

        call(endpoint, null).expectRefusal(401, "UNAUTHENTICATED");
        for (var bad : List.of(
                "nonsense",
                TestTokens.user(someone, Token::forged),
                TestTokens.user(someone, Token::unsigned),
                TestTokens.user(someone, Token::confusingAlgorithms),
                TestTokens.user(someone, Token::ofUnknownKey),
                TestTokens.user(someone, it -> it.audience("somebody-else")),
                TestTokens.user(someone, it -> it.issuer("https://elsewhere.example")))) {
            call(endpoint, "Bearer " + bad).expectRefusal(401, "UNAUTHENTICATED");
        }
        call(endpoint, "Bearer " + TestTokens.user(someone, Token::expired)).expectRefusal(401, "TOKEN_EXPIRED");
        call(endpoint, "Bearer " + TestTokens.child(someone)).expectRefusal(403, "FORBIDDEN");
        call(endpoint, "Bearer " + TestTokens.operator(someone, "ADMIN")).expectRefusal(403, "FORBIDDEN");
        call(endpoint, "Service " + TestTokens.service("child-service", "user-service"))
                .expectRefusal(401, "UNAUTHENTICATED");
    }

    static Stream<Arguments> endpointsForOperators() {
        return FOR_OPERATORS.entrySet().stream().map(it -> Arguments.of(it.getKey(), it.getValue()));
    }

    @ParameterizedTest
    @MethodSource("endpointsForOperators")
    void isForOperatorsWithOneOfTheseRolesOnly(String endpoint, Set<String> roles) {

        var someone = UUID.randomUUID();

        call(endpoint, null).expectRefusal(401, "UNAUTHENTICATED");
        for (var role : ROLES) {
            var answer = call(endpoint, "Bearer " + TestTokens.operator(someone, role));
            if (roles.contains(role)) {
                assertThat(answer.status()).as(role).isNotIn(401, 403, 405, 500);
            } else {
                answer.expectRefusal(403, "FORBIDDEN");
            }
        }
        call(endpoint, "Bearer " + TestTokens.operator(someone)).expectRefusal(403, "FORBIDDEN");
        call(endpoint, "Bearer " + TestTokens.user(someone, it -> it.roles("ADMIN")))
                .expectRefusal(403, "FORBIDDEN");
        call(endpoint, "Bearer " + TestTokens.child(someone)).expectRefusal(403, "FORBIDDEN");
        call(
                        endpoint,
                        "Bearer "
                                + TestTokens.operator(
                                        someone, it -> it.roles("ADMIN").expired()))
                .expectRefusal(401, "TOKEN_EXPIRED");
        call(endpoint, "Service " + TestTokens.service("child-service", "user-service"))
                .expectRefusal(401, "UNAUTHENTICATED");
    }

    static Stream<Arguments> endpointsForServices() {
        return FOR_SERVICES.entrySet().stream().map(it -> Arguments.of(it.getKey(), it.getValue()));
    }

    @ParameterizedTest
    @MethodSource("endpointsForServices")
    void isForTheseServicesOnly(String endpoint, Set<String> callers) {

        call(endpoint, null).expectRefusal(401, "UNAUTHENTICATED");
        call(endpoint, "Bearer " + TestTokens.user(UUID.randomUUID())).expectRefusal(403, "FORBIDDEN");
        call(endpoint, "Bearer " + TestTokens.operator(UUID.randomUUID(), "ADMIN"))
                .expectRefusal(403, "FORBIDDEN");

        for (var service : SERVICES) {
            var answer = call(endpoint, "Service " + TestTokens.service(service, "user-service"));
            if (callers.contains(service)) {
                assertThat(answer.status()).as(service).isNotIn(401, 403, 405, 500);
            } else {
                answer.expectRefusal(403, "FORBIDDEN");
            }
        }

        var caller = callers.iterator().next();
        for (var bad : Arrays.asList(
                TestTokens.service(caller, "user-service", Token::expired),
                TestTokens.service(caller, "user-service", Token::forged),
                TestTokens.service(caller, "user-service", Token::unsigned),
                TestTokens.service(caller, "health-service"),
                TestTokens.service("stranger", "user-service"))) {
            assertThat(call(endpoint, "Service " + bad).status()).isEqualTo(401);
        }
    }

    @Test
    void whatNobodyOpenedIsClosed() {

        var user = "Bearer " + TestTokens.user(UUID.randomUUID());

        call("GET /internal/users", user).expectRefusal(403, "FORBIDDEN");
        call("GET /internal/users/{id}/export", "Service " + TestTokens.service("child-service", "user-service"))
                .expectRefusal(401, "UNAUTHENTICATED");
        call("GET /api/v1/admin/users", user).expectRefusal(403, "FORBIDDEN");
        call("GET /api/v1/nothing", user).expectRefusal(404, "NOT_FOUND");
        call("GET /api/v1/nothing", null).expectRefusal(401, "UNAUTHENTICATED");
        call("GET /api/v2/users/me", user).expectRefusal(403, "FORBIDDEN");
    }

    private Answer call(String endpoint, String authorization) {

        var method = HttpMethod.valueOf(endpoint.substring(0, endpoint.indexOf(' ')));
        var path = endpoint.substring(endpoint.indexOf(' ') + 1).replaceAll("\\{\\w+}", ID);
        Map<String, String> headers = authorization == null ? Map.of() : Map.of("Authorization", authorization);
        return client.exchange(
                method, path, method == HttpMethod.POST || method == HttpMethod.PUT ? Map.of() : null, headers);
    }
}
