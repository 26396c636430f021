package com.banxiang.platform.remote;

import static org.assertj.core.api.Assertions.assertThat;

import com.banxiang.platform.security.Account;
import com.banxiang.platform.security.AccountKind;
import com.banxiang.platform.web.RequestContext;
import com.banxiang.platform.web.TimedOut;
import com.banxiang.platform.web.Unavailable;
import com.banxiang.testkit.DatabaseTest;
import com.banxiang.testkit.NeighbourStub;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

@DatabaseTest
class NeighbourTests {

    record Thing(String name) {}

    static final String PATH = "/internal/things/1";

    final NeighbourStub stub = NeighbourStub.of("user-service");

    @Autowired
    Neighbours neighbours;

    @Test
    void answersTheData() {

        stub.answers("GET", PATH, Map.of("name", "band", "unknown", 1));

        StepVerifier.create(neighbours.to("user-service").get(Thing.class, "/internal/things/{id}", 1))
                .expectNext(new Thing("band"))
                .verifyComplete();
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

    @Test
    void callsTroubleByItsKind() {

        stub.refuses("GET", PATH, 500, "INTERNAL_ERROR");
        StepVerifier.create(neighbours.to("user-service").get(Thing.class, PATH))
                .verifyError(Unavailable.class);

        stub.dropsConnections("GET", PATH);
        StepVerifier.create(neighbours.to("user-service").get(Thing.class, PATH))
                .verifyError(Unavailable.class);

        stub.hangs("GET", PATH, Duration.ofSeconds(5));
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

    private void ask(String neighbour, int times) {
        Flux.range(0, times)
                .concatMap(_ -> neighbours.to(neighbour).get(Thing.class, PATH).onErrorComplete())
                .blockLast();
    }
}
