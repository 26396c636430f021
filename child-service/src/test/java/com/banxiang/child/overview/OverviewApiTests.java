package com.banxiang.child.overview;

import static com.banxiang.child.Client.data;
import static com.banxiang.child.Client.expectRefusal;
import static com.banxiang.child.World.aParent;
import static com.banxiang.child.World.health;
import static com.banxiang.child.World.notifications;
import static com.banxiang.child.World.shares;
import static com.banxiang.child.World.sharingOf;
import static com.banxiang.child.World.users;
import static org.assertj.core.api.Assertions.assertThat;

import com.banxiang.child.Rows;
import com.banxiang.child.Sabotage;
import com.banxiang.child.World;
import com.banxiang.child.World.SomeChild;
import com.banxiang.child.alert.AlertFacts;
import com.banxiang.platform.security.Account;
import com.banxiang.platform.security.AccountKind;
import com.banxiang.testkit.ServiceTest;
import com.banxiang.testkit.TestTokens;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@ServiceTest
class OverviewApiTests {

    private static final String SUMMARY = """
        {"items":[{"type":"heart_rate","value":72,"unit":"bpm","level":"normal"}],"nextCursor":null}
        """;

    @Autowired
    WebTestClient http;

    @Autowired
    DatabaseClient database;

    @Autowired
    AlertFacts facts;

    World world;
    Rows rows;
    SomeChild child;
    UUID parent;

    @BeforeEach
    void aBond() {
        world = new World(http);
        rows = new Rows(database);
        child = world.aChild();
        parent = aParent();
        world.bind(child, parent);
    }

    @Test
    void showsAParentAtAGlance() {

        health().answers("GET", summary(parent), SUMMARY);
        users().answers(
                        "POST",
                        "/internal/users/lookup",
                        Map.of("items", List.of(Map.of("id", parent, "nickname", "妈妈", "avatarUrl", "https://a.b/c"))));
        var open = facts.raise(parent);
        var acknowledged = facts.raise(parent);
        facts.acknowledge(acknowledged, parent, 1, new Account(AccountKind.USER, parent), AlertFacts.now());

        var overview = seen();

        assertThat(overview.propertyNames())
                .containsExactlyInAnyOrder("profile", "health", "alerts", "unavailable", "notShared");
        var profile = overview.path("profile");
        assertThat(profile.propertyNames())
                .containsExactlyInAnyOrder(
                        "parentId",
                        "linkId",
                        "nickname",
                        "avatarUrl",
                        "relationship",
                        "notificationEnabled",
                        "linkedAt",
                        "reachable");
        assertThat(profile.path("parentId").asString()).isEqualTo(parent.toString());
        assertThat(profile.path("nickname").asString()).isEqualTo("妈妈");
        assertThat(profile.path("reachable").asBoolean()).isTrue();
        assertThat(overview.path("health").path("summary"))
                .isEqualTo(JsonMapper.shared().readTree(SUMMARY));
        var alerts = overview.path("alerts");
        assertThat(alerts.path("unacknowledged").asInt()).isEqualTo(1);
        assertThat(alerts.path("latest").path("id").asString()).isEqualTo(acknowledged.toString());
        assertThat(alerts.path("latest").path("status").asString()).isEqualTo("acknowledged");
        assertThat(alerts.path("latest").path("acknowledgedBy").path("name").asString())
                .isEqualTo("妈妈");
        assertThat(alerts.path("latest").path("id").asString()).isNotEqualTo(open.toString());
        assertThat(overview.path("unavailable").isArray()).isTrue();
        assertThat(overview.path("unavailable")).isEmpty();
        assertThat(overview.path("notShared")).isEmpty();
        assertThat(health().asked("GET", summary(parent)).getFirst().getHeader("X-Acting-For"))
                .isEqualTo("child:" + child.id());
        assertThat(rows.audited("read-overview", parent)).isEqualTo(1);
    }

    @Test
    void showsNoAlertWhereThereIsNoneSinceTheBond() {

        var other = aParent();
        facts.raise(other);
        world.bind(child, other);
        health().answers("GET", summary(other), SUMMARY);

        var alerts = data(of(other)).path("alerts");

        assertThat(alerts.path("unacknowledged").asInt(-1)).isZero();
        assertThat(alerts.has("latest")).isFalse();
    }

    @Test
    void masksTheAlertPhone() {

        health().answers("GET", summary(parent), SUMMARY);
        world.client
                .put("/api/child/parents/" + parent, child.token(), "{\"alertPhone\":\"13812340001\"}")
                .expectStatus()
                .isOk();

        assertThat(seen().path("profile").path("alertPhone").asString()).isEqualTo("138****0001");
    }

    @Test
    void namesHealthThatDoesNotAnswerAndShowsTheRest() {

        health().dropsConnections("GET", summary(parent));
        facts.raise(parent);

        var overview = seen();

        assertThat(named(overview, "unavailable")).containsExactly("health");
        assertThat(overview.has("health")).isFalse();
        assertThat(overview.path("alerts").path("unacknowledged").asInt()).isEqualTo(1);
    }

    @Test
    void waitsNoLongerForHealthThanItsPatience() {

        health().hangs("GET", summary(parent), Duration.ofSeconds(60));

        var started = System.nanoTime();
        var overview = seen();

        // The tests' patience is 5 s, a neighbour's own 10 s.
        assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(9));
        assertThat(named(overview, "unavailable")).containsExactly("health");
    }

    @Test
    void isAnsweredWithEveryPartNamedWhenAllAreAway() {

        var unknown = UUID.randomUUID();
        users().dropsConnections("GET", sharingOf(unknown)).dropsConnections("POST", "/internal/users/lookup");
        world.bind(child, unknown);
        notifications().dropsConnections("GET", "/internal/reachability/child/" + child.id());

        var answer = of(unknown);

        answer.expectStatus().isOk();
        var overview = data(answer);
        assertThat(named(overview, "unavailable")).containsExactly("health", "alerts");
        assertThat(named(overview, "notShared")).isEmpty();
        assertThat(overview.path("profile").path("parentId").asString()).isEqualTo(unknown.toString());
        assertThat(overview.path("profile").has("nickname")).isFalse();
        assertThat(overview.path("profile").has("reachable")).isFalse();
        assertThat(health().asked("GET", summary(unknown))).isEmpty();
    }

    @Test
    void namesWhatTheParentDoesNotShare() {

        var closed = aParent();
        shares(closed, false);
        world.bind(child, closed);
        facts.raise(closed);

        var overview = data(of(closed));

        assertThat(named(overview, "notShared")).containsExactly("health", "alerts");
        assertThat(named(overview, "unavailable")).isEmpty();
        assertThat(overview.has("health")).isFalse();
        assertThat(overview.has("alerts")).isFalse();
        assertThat(health().asked("GET", summary(closed))).isEmpty();
    }

    @Test
    void readsNothingThatCannotBeWrittenDown() {

        health().answers("GET", summary(parent), SUMMARY);

        try (var _ = Sabotage.ofInserts(database, "audit_log", "whose_id", parent)) {
            expectRefusal(of(parent), 503, "UPSTREAM_UNAVAILABLE");
        }

        assertThat(health().asked("GET", summary(parent))).isEmpty();
    }

    @Test
    void knowsNoParentButOnesOwn() {

        expectRefusal(of(aParent()), 404, "PARENT_NOT_FOUND");
        expectRefusal(
                world.client.get(
                        "/api/child/parents/" + parent + "/overview",
                        world.aChild().token()),
                404,
                "PARENT_NOT_FOUND");
        expectRefusal(world.client.get("/api/child/parents/not-an-id/overview", child.token()), 404, "NOT_FOUND");
        assertThat(rows.audited("read-overview", parent)).isZero();
    }

    @Test
    void endsWithTheBond() {

        health().answers("GET", summary(parent), SUMMARY);
        seen();

        world.client
                .delete("/api/child/parents/" + parent, child.token())
                .expectStatus()
                .isOk();

        expectRefusal(of(parent), 404, "PARENT_NOT_FOUND");
    }

    @Test
    void isForChildrenOnly() {
        expectRefusal(
                world.client.get("/api/child/parents/" + parent + "/overview", TestTokens.user(parent)),
                403,
                "FORBIDDEN");
    }

    private JsonNode seen() {
        var answer = of(parent);
        answer.expectStatus().isOk();
        return data(answer);
    }

    private ResponseSpec of(UUID elder) {
        return world.client.get("/api/child/parents/" + elder + "/overview", child.token());
    }

    private static List<String> named(JsonNode overview, String list) {
        return overview.path(list).valueStream().map(JsonNode::asString).toList();
    }

    private static String summary(UUID elder) {
        return "/internal/users/" + elder + "/health/summary";
    }
}
