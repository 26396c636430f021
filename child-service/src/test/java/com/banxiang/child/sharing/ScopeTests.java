package com.banxiang.child.sharing;

import static com.banxiang.child.Client.data;
import static com.banxiang.child.Client.expectRefusal;
import static com.banxiang.child.World.aParent;
import static com.banxiang.child.World.health;
import static com.banxiang.child.World.shares;
import static com.banxiang.child.World.sharingOf;
import static com.banxiang.child.World.users;
import static org.assertj.core.api.Assertions.assertThat;

import com.banxiang.child.World;
import com.banxiang.child.World.SomeChild;
import com.banxiang.child.alert.AlertFacts;
import com.banxiang.testkit.ServiceTest;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

/**
 * Every look at a parent's health at the same door: closed it refuses, unknown it is unavailable, and a fresh copy of what is
 * shared opens it while user-service is away.
 */
@ServiceTest
class ScopeTests {

    private static final String DOORS = """
        health              | /health/records
        health/trends?type=steps | /health/trends?type=steps
        health/thresholds   | /health/thresholds
        """;

    @Autowired
    WebTestClient http;

    @Autowired
    AlertFacts facts;

    World world;
    SomeChild child;
    UUID parent;

    @BeforeEach
    void aChild() {
        world = new World(http);
        child = world.aChild();
        parent = aParent();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = DOORS)
    void closedScopeIsRefusedAndNobodyAsked(String look, String asked) {

        shares(parent, false);
        answersHealth(asked);
        world.bind(child, parent);

        expectRefusal(look(look), 403, "NOT_SHARED");
        assertThat(health().asked("GET", internal(asked))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = DOORS)
    void unknownScopeIsUnavailableAndNobodyAsked(String look, String asked) {

        users().dropsConnections("GET", sharingOf(parent));
        answersHealth(asked);
        world.bind(child, parent);

        expectRefusal(look(look), 503, "UPSTREAM_UNAVAILABLE");
        assertThat(health().asked("GET", internal(asked))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = DOORS)
    void freshCopyOpensTheDoorWhileUserServiceIsAway(String look, String asked) {

        answersHealth(asked);
        world.bind(child, parent);
        look(look).expectStatus().isOk();

        users().dropsConnections("GET", sharingOf(parent));

        look(look).expectStatus().isOk();
    }

    @Test
    void alertsOfAClosedParentAreLeftOut() {

        shares(parent, false);
        world.bind(child, parent);
        facts.raise(parent);

        var answer = world.client.get("/api/child/alerts?parentId=" + parent, child.token());

        answer.expectStatus().isOk();
        assertThat(data(answer).path("items")).isEmpty();
    }

    @Test
    void alertsOfAnUnknownParentAreUnavailable() {

        users().dropsConnections("GET", sharingOf(parent));
        world.bind(child, parent);
        facts.raise(parent);

        expectRefusal(world.client.get("/api/child/alerts", child.token()), 503, "UPSTREAM_UNAVAILABLE");
    }

    @Test
    void alertsAreSeenAndAcknowledgedByAFreshCopy() {

        world.bind(child, parent);
        var alert = facts.raise(parent);
        world.client.get("/api/child/alerts", child.token()).expectStatus().isOk();

        users().dropsConnections("GET", sharingOf(parent));

        assertThat(data(world.client.get("/api/child/alerts", child.token())).path("items"))
                .hasSize(1);
        world.client
                .put("/api/child/alerts/" + alert + "/ack", child.token(), null)
                .expectStatus()
                .isOk();
    }

    private void answersHealth(String asked) {
        health().answers(
                        "GET",
                        internal(asked),
                        asked.contains("trends")
                                ? Map.of(
                                        "statistics",
                                        Map.of("count", 0),
                                        "trend",
                                        "stable",
                                        "dataPoints",
                                        List.of(),
                                        "advice",
                                        List.of())
                                : Map.of("items", List.of()));
    }

    private String internal(String asked) {
        return "/internal/users/" + parent + asked;
    }

    private ResponseSpec look(String what) {
        return world.client.ask(HttpMethod.GET, "/api/child/parents/" + parent + "/" + what, child.token(), null);
    }
}
