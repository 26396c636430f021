package com.banxiang.child;

import static com.banxiang.child.Client.expectRefusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.http.HttpMethod.DELETE;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.POST;
import static org.springframework.http.HttpMethod.PUT;

import com.banxiang.testkit.ServiceTest;
import com.banxiang.testkit.TestTokens;
import com.banxiang.testkit.Token;
import com.banxiang.testkit.api.OwnEndpoints;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
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

/** Who is let in, for every endpoint there is. */
@ServiceTest
class DoorApiTests {

    private static final String SOMEBODY = UUID.randomUUID().toString();

    private static final List<String> SERVICES = List.of(
            "gateway",
            "user-service",
            "activity-service",
            "ai-service",
            "medical-service",
            "payment-service",
            "community-service",
            "health-service",
            "notification-service");

    /** @param body what would be read if anybody got that far */
    record Endpoint(
            HttpMethod method, String path, @Nullable String body) {

        static Endpoint of(HttpMethod method, String path) {
            return new Endpoint(method, path, null);
        }

        boolean isThatOf(RequestMappingInfo mapped) {
            return mapped.getMethodsCondition().getMethods().contains(RequestMethod.resolve(method))
                    && mapped.getPatternsCondition().getPatterns().stream()
                            .anyMatch(it -> it.matches(PathContainer.parsePath(path)));
        }
    }

    /** @param callers who may call it */
    record Internal(HttpMethod method, String path, List<String> callers) {}

    @Autowired
    WebTestClient http;

    Client client;

    @BeforeEach
    void client() {
        client = new Client(http);
    }

    static Stream<Endpoint> forEverybody() {
        return Stream.of(
                Endpoint.of(POST, "/api/child/auth/wx-login"),
                Endpoint.of(POST, "/api/child/auth/refresh"),
                Endpoint.of(POST, "/api/child/auth/logout"));
    }

    static Stream<Endpoint> forChildren() {
        return Stream.of(
                Endpoint.of(GET, "/api/child/me"),
                new Endpoint(PUT, "/api/child/me", "{\"nickname\":\"小李\"}"),
                new Endpoint(POST, "/api/child/me/phone", "{\"code\":\"x\"}"),
                Endpoint.of(POST, "/api/child/me/erase"),
                Endpoint.of(GET, "/api/child/me/export"),
                new Endpoint(POST, "/api/child/bind", "{\"inviteCode\":\"ABCDEF\",\"relationship\":\"son\"}"),
                Endpoint.of(GET, "/api/child/parents"),
                new Endpoint(PUT, "/api/child/parents/" + SOMEBODY, "{\"notificationEnabled\":true}"),
                Endpoint.of(DELETE, "/api/child/parents/" + SOMEBODY),
                Endpoint.of(GET, "/api/child/parents/" + SOMEBODY + "/health"),
                Endpoint.of(GET, "/api/child/parents/" + SOMEBODY + "/overview"),
                Endpoint.of(GET, "/api/child/parents/" + SOMEBODY + "/health/trends"),
                Endpoint.of(GET, "/api/child/parents/" + SOMEBODY + "/health/thresholds"),
                Endpoint.of(GET, "/api/child/alerts"),
                Endpoint.of(PUT, "/api/child/alerts/" + SOMEBODY + "/ack"));
    }

    static Stream<Internal> forServices() {
        return Stream.of(
                new Internal(GET, "/internal/parents/" + SOMEBODY + "/contacts", List.of("notification-service")),
                new Internal(GET, "/internal/parents/" + SOMEBODY + "/children", List.of("health-service")),
                new Internal(GET, "/internal/bonds/" + SOMEBODY + "/" + SOMEBODY, List.of("notification-service")),
                new Internal(DELETE, "/internal/bonds/" + SOMEBODY, List.of("user-service")),
                new Internal(GET, "/internal/users/" + SOMEBODY + "/export", List.of("user-service")));
    }

    @Test
    void everyEndpointIsInOneOfTheseLists(
            @Autowired @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping mappings) {

        var known = Stream.of(
                        forEverybody(), forChildren(), forServices().map(it -> Endpoint.of(it.method(), it.path())))
                .flatMap(it -> it)
                .toList();

        assertThat(OwnEndpoints.of(mappings))
                .allSatisfy(mapped -> assertThat(known)
                        .anySatisfy(it -> assertThat(it.isThatOf(mapped)).isTrue()));
    }

    @ParameterizedTest
    @MethodSource("forChildren")
    void letsInNobodyButAChildWithAGoodToken(Endpoint endpoint) {

        var id = UUID.randomUUID();

        expectRefusal(ask(endpoint, null), 401, "UNAUTHENTICATED");
        expectRefusal(ask(endpoint, "nonsense"), 401, "UNAUTHENTICATED");
        expectRefusal(ask(endpoint, TestTokens.child(id, Token::expired)), 401, "TOKEN_EXPIRED");
        expectRefusal(ask(endpoint, TestTokens.child(id, Token::forged)), 401, "UNAUTHENTICATED");
        expectRefusal(ask(endpoint, TestTokens.child(id, Token::unsigned)), 401, "UNAUTHENTICATED");
        expectRefusal(ask(endpoint, TestTokens.child(id, Token::confusingAlgorithms)), 401, "UNAUTHENTICATED");
        expectRefusal(ask(endpoint, TestTokens.child(id, it -> it.audience("others"))), 401, "UNAUTHENTICATED");
        expectRefusal(ask(endpoint, TestTokens.user(id)), 403, "FORBIDDEN");
        expectRefusal(ask(endpoint, TestTokens.operator(id, "ADMIN")), 403, "FORBIDDEN");
        expectRefusal(client.askAs("notification-service", endpoint.method(), endpoint.path()), 401, "UNAUTHENTICATED");
    }

    @ParameterizedTest
    @MethodSource("forServices")
    void letsInNobodyButTheNamedCallers(Internal endpoint) {

        SERVICES.stream()
                .filter(it -> !endpoint.callers().contains(it))
                .forEach(it -> expectRefusal(client.askAs(it, endpoint.method(), endpoint.path()), 403, "FORBIDDEN"));

        var caller = endpoint.callers().getFirst();
        var child = TestTokens.child(UUID.randomUUID());
        endpoint.callers()
                .forEach(it -> client.askAs(it, endpoint.method(), endpoint.path())
                        .expectStatus()
                        .value(status -> assertThat(status).as(it).isNotIn(401, 403, 405, 500)));
        expectRefusal(client.ask(endpoint.method(), endpoint.path(), null, null), 401, "UNAUTHENTICATED");
        expectRefusal(client.ask(endpoint.method(), endpoint.path(), child, null), 403, "FORBIDDEN");
        expectRefusal(with(endpoint, caller, Token::expired), 401, "UNAUTHENTICATED");
        expectRefusal(with(endpoint, caller, Token::forged), 401, "UNAUTHENTICATED");
        expectRefusal(with(endpoint, caller, it -> it.audience("user-service")), 401, "UNAUTHENTICATED");
    }

    @Test
    void opensNothingItDoesNotKnow() {

        var token = TestTokens.child(UUID.randomUUID());

        expectRefusal(client.get("/api/child/parents/" + SOMEBODY + "/activities", token), 404, "NOT_FOUND");
        expectRefusal(client.get("/api/child/nothing", token), 404, "NOT_FOUND");
        expectRefusal(client.get("/api/child/nothing", null), 401, "UNAUTHENTICATED");
        expectRefusal(client.get("/api/v1/users/me", token), 403, "FORBIDDEN");
        expectRefusal(client.get("/internal/users/" + SOMEBODY + "/export", token), 403, "FORBIDDEN");
        expectRefusal(client.get("/api/child/parents/..%2fme/health", token), 404, "NOT_FOUND");
    }

    @Test
    void saysWhatIsWrongWithAMethodOrAMediaType() {

        var token = TestTokens.child(UUID.randomUUID());

        var wrongMethod = client.delete("/api/child/me", token);
        assertThat(wrongMethod.returnResult(String.class).getResponseHeaders().getAllow())
                .containsExactlyInAnyOrder(GET, PUT);
        expectRefusal(client.delete("/api/child/me", token), 405, "METHOD_NOT_ALLOWED");

        var xml = http.put()
                .uri("/api/child/me")
                .headers(it -> it.setBearerAuth(token))
                .header("Content-Type", "application/xml")
                .bodyValue("<nickname/>")
                .exchange();
        expectRefusal(xml, 415, "UNSUPPORTED_MEDIA_TYPE");
    }

    @Test
    void survivesHostileBodies() {

        var token = TestTokens.child(UUID.randomUUID());

        expectRefusal(client.put("/api/child/me", token, "[".repeat(1_000_000)), 400, "MALFORMED_REQUEST");
        expectRefusal(client.put("/api/child/me", token, "x".repeat(1_100_000)), 413, "PAYLOAD_TOO_LARGE");
        expectRefusal(client.put("/api/child/me", token, "{\"nickname\":NaN}"), 400, "MALFORMED_REQUEST");
        expectRefusal(client.put("/api/child/me", token, "null"), 400, "MALFORMED_REQUEST");
    }

    private ResponseSpec ask(Endpoint endpoint, @Nullable String token) {
        return client.ask(endpoint.method(), endpoint.path(), token, endpoint.body());
    }

    private ResponseSpec with(Internal endpoint, String caller, UnaryOperator<Token> but) {
        return http.method(endpoint.method())
                .uri(endpoint.path())
                .header("Authorization", "Service " + TestTokens.service(caller, "child-service", but))
                .exchange();
    }
}
