package com.banxiang.child.bond;

import static com.banxiang.child.Client.data;
import static com.banxiang.child.Client.expectRefusal;
import static com.banxiang.child.World.aParent;
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
import com.banxiang.testkit.Shipped;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

@ServiceTest
class ShowParentsTests {

    @Autowired
    WebTestClient http;

    @Autowired
    DatabaseClient database;

    @Autowired
    AlertFacts facts;

    World world;
    SomeChild child;

    @BeforeEach
    void aChild() {
        world = new World(http);
        child = world.aChild();
    }

    @Test
    void showsEachParentWithWhatNeighboursKnow() {

        var mother = aParent();
        var father = aParent();
        world.bind(child, mother);
        world.bind(child, father);
        facts.raise(father);
        users().answers(
                        "POST",
                        "/internal/users/lookup",
                        Map.of(
                                "items",
                                List.of(
                                        Map.of("id", mother, "nickname", "妈妈", "avatarUrl", "https://a.b/c"),
                                        Map.of("id", father, "nickname", "爸爸"))));
        consentsLeft(3);
        var askedBefore = notifications().asked("GET", reachability()).size();

        var list = list();

        assertThat(list.has("nextCursor")).isTrue();
        assertThat(list.path("nextCursor").isNull()).isTrue();
        var items = list.path("items");
        assertThat(items.get(0).propertyNames())
                .containsExactlyInAnyOrder(
                        "parentId",
                        "linkId",
                        "nickname",
                        "avatarUrl",
                        "relationship",
                        "notificationEnabled",
                        "linkedAt",
                        "openAlerts",
                        "reachable");
        assertThat(items.get(0).path("nickname").asString()).isEqualTo("妈妈");
        assertThat(items.get(0).path("openAlerts").asInt(-1)).isZero();
        assertThat(items.get(1).path("parentId").asString()).isEqualTo(father.toString());
        assertThat(items.get(1).path("openAlerts").asInt()).isEqualTo(1);
        assertThat(notifications().asked("GET", reachability()))
                .as("one answer for all")
                .hasSize(askedBefore + 1);
    }

    @Test
    void waitsNoLongerThanItIsWorth() {
        assertThat(Shipped.settings("child.reachability", ReachabilitySettings.class)
                        .patience())
                .isEqualTo(Duration.ofMillis(800));
    }

    @Test
    void showsNothingToWhoHasNobody() {
        assertThat(list().path("items")).isEmpty();
    }

    @Test
    void saysWhoCannotBeReached() {

        world.bind(child, aParent());

        consentsLeft(1);
        assertThat(only().path("reachable").asBoolean()).isTrue();

        consentsLeft(0);
        assertThat(only().path("reachable").asBoolean(true)).isFalse();

        world.client
                .put(
                        "/api/child/parents/" + only().path("parentId").asString(),
                        child.token(),
                        "{\"alertPhone\":\"13812340001\"}")
                .expectStatus()
                .isOk();
        assertThat(only().path("reachable").asBoolean()).isTrue();
    }

    @Test
    void takesConsentsNobodyCountedForSome() {

        world.bind(child, aParent());
        notifications().answers("GET", reachability(), Map.of("reachable", true));

        assertThat(only().path("reachable").asBoolean()).isTrue();
    }

    @Test
    void leavesOutWhatNeighboursDoNotSay() {

        world.bind(child, aParent());
        notifications().dropsConnections("GET", reachability());
        users().dropsConnections("POST", "/internal/users/lookup");

        var bond = only();

        assertThat(bond.has("reachable")).isFalse();
        assertThat(bond.has("nickname")).isFalse();
        assertThat(bond.path("openAlerts").asInt(-1)).isZero();
    }

    @Test
    void countsWhatWasToldSinceTheBondAndNobodyTookCareOf() {

        var parent = aParent();
        facts.raise(parent);
        world.bind(child, parent);
        facts.raise(parent);
        var acknowledged = facts.raise(parent);
        var closed = facts.raise(parent);
        facts.acknowledge(acknowledged, parent, 1, new Account(AccountKind.USER, parent), AlertFacts.now());
        facts.close(closed, parent, AlertFacts.now());
        assertThat(only().path("openAlerts").asInt()).isEqualTo(1);

        facts.tell(acknowledged, parent, 2, AlertFacts.now(), AlertFacts.now());
        assertThat(only().path("openAlerts").asInt()).isEqualTo(2);
    }

    @Test
    void countsNoAlertsOfAParentWhoDoesNotShare() {

        var closed = aParent();
        var unknown = aParent();
        shares(closed, false);
        users().dropsConnections("GET", sharingOf(unknown));
        world.bind(child, closed);
        world.bind(child, unknown);
        facts.raise(closed);

        assertThat(list().path("items")).hasSize(2).noneMatch(it -> it.has("openAlerts"));
        assertThat(new Rows(database).audited("count-open-alerts", closed)).isZero();
    }

    @Test
    void writesDownThatAlertsWereCountedOrDoesNotCount() {

        var parent = aParent();
        world.bind(child, parent);
        only();
        assertThat(new Rows(database).audited("count-open-alerts", parent)).isEqualTo(2);

        try (var _ = Sabotage.ofInserts(database, "audit_log", "whose_id", parent)) {
            expectRefusal(world.client.get("/api/child/parents", child.token()), 503, "UPSTREAM_UNAVAILABLE");
        }
    }

    private void consentsLeft(int count) {
        notifications().answers("GET", reachability(), Map.of("reachable", count > 0, "wechatRemaining", count));
    }

    private String reachability() {
        return "/internal/reachability/child/" + child.id();
    }

    private JsonNode only() {
        return list().path("items").get(0);
    }

    private JsonNode list() {
        var answer = world.client.get("/api/child/parents", child.token());
        answer.expectStatus().isOk();
        return data(answer);
    }
}
