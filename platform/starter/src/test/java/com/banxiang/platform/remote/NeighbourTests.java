package com.banxiang.platform.remote;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.banxiang.platform.security.Account;
import com.banxiang.platform.security.AccountKind;
import com.banxiang.platform.security.ServiceSettings;
import com.banxiang.platform.security.ServiceTokens;
import com.banxiang.platform.web.RequestContext;
import com.banxiang.platform.web.TimedOut;
import com.banxiang.platform.web.Unavailable;
import com.banxiang.testkit.DatabaseTest;
import com.banxiang.testkit.NeighbourStub;
import com.banxiang.testkit.Vendor;
import com.nimbusds.jwt.SignedJWT;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.text.ParseException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;
import tools.jackson.databind.json.JsonMapper;

@DatabaseTest
class NeighbourTests {

    record Thing(String name) {}

    static final String PATH = "/internal/things/1";
    static final Duration A_WHILE = Duration.ofSeconds(60);

    final NeighbourStub stub = NeighbourStub.of("user-service");

    @Autowired
    Neighbours neighbours;

    @Autowired
    ServiceSettings services;

    @Autowired
    ServiceTokens tokens;

    @Autowired
    JsonMapper json;

    @Test
    void answersTheData() {

        stub.answers("GET", PATH, Map.of("name", "band", "unknown", 1));

        StepVerifier.create(neighbours.to("user-service").get(Thing.class, "/internal/things/{id}", 1))
                .expectNext(new Thing("band"))
                .verifyComplete();
    }

    @Test
    void readsAnAnswerOfAMebibyteAndNoLargerOne() {

        stub.answers("GET", PATH, Map.of("name", "x".repeat(1_000_000)));
        StepVerifier.create(neighbours.to("user-service").get(Thing.class, PATH))
                .expectNextCount(1)
                .verifyComplete();

        stub.answers("GET", PATH, Map.of("name", "x".repeat(1 << 20)));
        StepVerifier.create(neighbours.to("user-service").get(Thing.class, PATH))
                .verifyError(Unavailable.class);
    }

    @Test
    void saysWhoAsksForWhomAndInWhichRequest() throws ParseException {

        stub.answers("POST", PATH, Map.of("name", "band"));
        var somebody = new Account(AccountKind.USER, UUID.randomUUID());
        var request = RequestContext.of("req_7", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");

        StepVerifier.create(neighbours
                        .to("user-service")
                        .actingFor(somebody)
                        .post(Thing.class, Map.of("a", 1), PATH)
                        .contextWrite(request.into()))
                .expectNextCount(1)
                .verifyComplete();

        var asked = stub.asked("POST", PATH).getFirst();
        var claims = SignedJWT.parse(asked.getHeader("Authorization").substring("Service ".length()))
                .getJWTClaimsSet();
        assertThat(claims.getAudience()).isEqualTo(List.of("user-service"));
        assertThat(asked.getHeader("X-Acting-For")).isEqualTo(somebody.text());
        assertThat(asked.getHeader("X-Request-Id")).isEqualTo("req_7");
        assertThat(asked.getHeader("Accept-Language")).isEqualTo("zh-CN");
        assertThat(asked.getHeader("traceparent")).startsWith("00-0af7651916cd43dd8448eb211c80319c-");
        assertThat(asked.getBodyAsString()).isEqualTo("{\"a\":1}");
    }

    @Test
    void tellsARefusalFromTrouble() {

        stub.refuses("GET", PATH, 422, "INVALID_FAMILY_CODE");

        StepVerifier.create(neighbours.to("user-service").get(Thing.class, PATH))
                .verifyErrorSatisfies(it -> assertThat(it).isInstanceOfSatisfying(NeighbourRefused.class, refused -> {
                    assertThat(refused.status().value()).isEqualTo(422);
                    assertThat(refused.code()).isEqualTo("INVALID_FAMILY_CODE");
                }));
    }

    static Stream<String> withoutEnvelope() {
        return Stream.of("", "<html>no</html>", "[]", "\"no\"", "null", "{\"error\":\"no\"}");
    }

    @ParameterizedTest
    @MethodSource("withoutEnvelope")
    void takesANoForANoWhoeverSaysIt(String body) {

        Vendor.server()
                .stubFor(get(URI.create(stub.url() + PATH).getPath())
                        .willReturn(aResponse()
                                .withStatus(429)
                                .withHeader("Retry-After", "7")
                                .withBody(body)));

        StepVerifier.create(neighbours.to("user-service").get(Thing.class, PATH))
                .verifyErrorSatisfies(it -> assertThat(it).isInstanceOfSatisfying(NeighbourRefused.class, refused -> {
                    assertThat(refused.status().value()).isEqualTo(429);
                    assertThat(refused.code()).isEmpty();
                    assertThat(refused.retryAfter()).isEqualTo(Duration.ofSeconds(7));
                }));
    }

    @ParameterizedTest
    @CsvSource({"200,<html>yes</html>", "302,''", "500,<html>no</html>"})
    void takesWhatIsNeitherYesNorNoForTrouble(int status, String body) {

        Vendor.server()
                .stubFor(get(URI.create(stub.url() + PATH).getPath())
                        .willReturn(aResponse().withStatus(status).withBody(body)));

        StepVerifier.create(neighbours.to("user-service").get(Thing.class, PATH))
                .verifyError(Unavailable.class);
    }

    @Test
    void asksOnceWhateverHappens() {

        stub.dropsConnections("POST", PATH).refuses("DELETE", PATH, 500, "INTERNAL_ERROR");

        StepVerifier.create(neighbours.to("user-service").post(Thing.class, Map.of("a", 1), PATH))
                .verifyError(Unavailable.class);
        StepVerifier.create(neighbours.to("user-service").delete(PATH)).verifyError(Unavailable.class);

        assertThat(stub.asked("POST", PATH)).hasSize(1);
        assertThat(stub.asked("DELETE", PATH)).hasSize(1);
    }

    @Test
    void callsTroubleByItsKind() {

        stub.refuses("GET", PATH, 500, "INTERNAL_ERROR");
        StepVerifier.create(neighbours.to("user-service").get(Thing.class, PATH))
                .verifyError(Unavailable.class);

        stub.dropsConnections("GET", PATH);
        StepVerifier.create(neighbours.to("user-service").get(Thing.class, PATH))
                .verifyError(Unavailable.class);

        stub.hangs("GET", PATH, Duration.ofSeconds(30));
        StepVerifier.create(neighbours
                        .to("user-service")
                        .within(Duration.ofMillis(100))
                        .get(Thing.class, PATH))
                .verifyError(TimedOut.class);
    }

    @Test
    void stopsAskingANeighbourInTroubleButNotOneThatSaysNo() {

        var health = NeighbourStub.of("health-service").refuses("GET", PATH, 404, "NOT_FOUND");
        ask("health-service", 40);
        assertThat(health.asked("GET", PATH)).hasSize(40);

        var gateway = NeighbourStub.of("notification-service").refuses("GET", PATH, 500, "INTERNAL_ERROR");
        ask("notification-service", 40);
        assertThat(gateway.asked("GET", PATH)).hasSize(20);
    }

    @Test
    void asksANeighbourAgainThatCameBack() {

        var meters = new SimpleMeterRegistry();
        var settings = new NeighbourSettings(A_WHILE, A_WHILE, 4, 4, A_WHILE, 2, 50, Duration.ofMillis(100));
        var neighbour = new Neighbours(services, settings, tokens, json, meters).to("user-service");
        stub.refuses("GET", PATH, 500, "INTERNAL_ERROR");
        ask(neighbour, 3);
        assertThat(stub.asked("GET", PATH)).hasSize(2);
        assertThat(meters.get("neighbour.breaker.state").gauge().value()).isEqualTo(1);

        stub.answers("GET", PATH, Map.of("name", "band"));

        await().atMost(60, SECONDS)
                .ignoreExceptions()
                .until(() -> neighbour.get(Thing.class, PATH).block() != null);
    }

    private void ask(String neighbour, int times) {
        ask(neighbours.to(neighbour), times);
    }

    private static void ask(Neighbour neighbour, int times) {
        Flux.range(0, times)
                .concatMap(_ -> neighbour.get(Thing.class, PATH).onErrorComplete())
                .blockLast();
    }
}
