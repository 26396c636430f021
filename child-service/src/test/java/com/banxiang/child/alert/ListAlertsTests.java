package com.banxiang.child.alert;

import static com.banxiang.child.Client.data;
import static com.banxiang.child.Client.expectInvalid;
import static com.banxiang.child.Client.expectMalformed;
import static com.banxiang.child.Client.expectRefusal;
import static com.banxiang.child.World.aParent;
import static com.banxiang.child.World.shares;
import static com.banxiang.child.World.sharingOf;
import static com.banxiang.child.World.users;
import static com.banxiang.child.alert.AlertFacts.now;
import static org.assertj.core.api.Assertions.assertThat;

import com.banxiang.child.Rows;
import com.banxiang.child.Sabotage;
import com.banxiang.child.World;
import com.banxiang.child.World.SomeChild;
import com.banxiang.child.alert.Alert.Status;
import com.banxiang.child.bond.Bond;
import com.banxiang.child.bond.Relationship;
import com.banxiang.platform.security.Account;
import com.banxiang.platform.security.AccountKind;
import com.banxiang.platform.web.PageRequest;
import com.banxiang.testkit.ServiceTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import tools.jackson.databind.JsonNode;

@ServiceTest
class ListAlertsTests {

    @Autowired
    WebTestClient http;

    @Autowired
    DatabaseClient database;

    @Autowired
    AlertFacts facts;

    @Autowired
    VisibleAlerts visible;

    World world;
    SomeChild child;
    UUID parent;

    @BeforeEach
    void aBond() {
        world = new World(http);
        child = world.aChild();
        parent = aParent();
        world.bind(child, parent);
    }

    @Test
    void showsAnAlertWhole() {

        var id = facts.raise(parent);

        var alert = page("").path("items").get(0);

        assertThat(alert.path("id").asString()).isEqualTo(id.toString());
        assertThat(alert.path("parentId").asString()).isEqualTo(parent.toString());
        assertThat(alert.propertyNames())
                .containsExactlyInAnyOrder(
                        "id",
                        "parentId",
                        "type",
                        "component",
                        "value",
                        "metadata",
                        "unit",
                        "direction",
                        "bound",
                        "severity",
                        "status",
                        "message",
                        "late",
                        "count",
                        "recordId",
                        "recordedAt",
                        "raisedAt");
    }

    @Test
    void pagesNewestFirstWhateverIsRaisedMeanwhile() {

        var ids = new ArrayList<String>();
        for (var i = 0; i < 5; i++) {
            ids.addFirst(facts.raise(parent, now().plusSeconds(i)).toString());
        }

        var first = page("?limit=2");
        facts.raise(parent, now().plusSeconds(60));
        var second = page("?limit=2&cursor=" + first.path("nextCursor").asString());
        var third = page("?limit=2&cursor=" + second.path("nextCursor").asString());

        var seen = new ArrayList<>(idsIn(first));
        seen.addAll(idsIn(second));
        seen.addAll(idsIn(third));
        assertThat(seen).isEqualTo(ids);
        assertThat(third.path("nextCursor").isNull()).isTrue();
    }

    @Test
    void mixesTheAlertsOfAllParentsByTheirTime() {

        var father = aParent();
        world.bind(child, father);
        var ids = new ArrayList<String>();
        for (var i = 0; i < 6; i++) {
            ids.addFirst(facts.raise(i % 2 == 0 ? parent : father, now().plusSeconds(i))
                    .toString());
        }

        var first = page("?limit=3");

        assertThat(idsIn(first)).isEqualTo(ids.subList(0, 3));
        assertThat(idsIn(page("?limit=3&cursor=" + first.path("nextCursor").asString())))
                .isEqualTo(ids.subList(3, 6));
    }

    @Test
    void findsByStatusAndParent() {

        var father = aParent();
        world.bind(child, father);
        var open = facts.raise(parent).toString();
        var acknowledged = facts.raise(parent);
        var closed = facts.raise(father);
        facts.acknowledge(acknowledged, parent, 1, new Account(AccountKind.USER, parent), now());
        facts.close(closed, father, now());

        assertThat(idsIn(page("?status=open"))).containsExactly(open);
        assertThat(idsIn(page("?status=acknowledged"))).containsExactly(acknowledged.toString());
        assertThat(idsIn(page("?status=closed"))).containsExactly(closed.toString());
        assertThat(idsIn(page("?parentId=" + parent))).containsExactlyInAnyOrder(open, acknowledged.toString());
        assertThat(idsIn(page("?parentId=" + father + "&status=open"))).isEmpty();
    }

    @Test
    void findsAsOpenWhatWasToldAgainAfterItWasAcknowledged() {

        var id = facts.raise(parent);
        facts.acknowledge(id, parent, 1, new Account(AccountKind.USER, parent), now());
        facts.tell(id, parent, 2, now(), now());

        assertThat(idsIn(page("?status=open"))).containsExactly(id.toString());
        assertThat(idsIn(page("?status=acknowledged"))).isEmpty();
    }

    @Test
    void refusesAQuestionItDoesNotUnderstand() {

        expectMalformed(list("?status=done"), "status");
        expectMalformed(list("?parentId=mother"), "parentId");
        expectInvalid(list("?limit=0"), "limit");
        expectInvalid(list("?limit=1000"), "limit");
        expectInvalid(list("?cursor=%00"), "cursor");
        expectRefusal(list("?parentId=" + aParent()), 404, "PARENT_NOT_FOUND");
    }

    @Test
    void leavesOutWhatWasToldBeforeTheBondOrAfterItsEnd() {

        facts.raise(parent, now().minusSeconds(3600));
        var during = facts.raise(parent).toString();
        assertThat(idsIn(page(""))).containsExactly(during);

        world.client
                .delete("/api/child/parents/" + parent, child.token())
                .expectStatus()
                .isOk();
        facts.raise(parent);
        assertThat(idsIn(page(""))).isEmpty();

        world.bind(child, parent);
        assertThat(idsIn(page(""))).isEmpty();
        var again = facts.raise(parent, now().plusSeconds(1)).toString();
        assertThat(idsIn(page(""))).containsExactly(again);
    }

    @Test
    void leavesOutParentsWhoDoNotShare() {

        var closed = aParent();
        shares(closed, false);
        world.bind(child, closed);
        facts.raise(closed);
        var open = facts.raise(parent).toString();

        assertThat(idsIn(page(""))).containsExactly(open);
        assertThat(idsIn(page("?parentId=" + closed))).isEmpty();
        assertThat(new Rows(database).audited("read-alerts", closed)).isZero();
        assertThat(new Rows(database).audited("read-alerts", parent)).isEqualTo(1);
    }

    @Test
    void showsNobodyElsesAlerts() {

        facts.raise(parent);
        facts.raise(aParent());

        var stranger = world.aChild();

        assertThat(data(world.client.get("/api/child/alerts", stranger.token())).path("items"))
                .isEmpty();
    }

    @Test
    void namesWhoAcknowledged() {

        var sibling = world.aChild();
        world.bind(sibling, parent);
        world.client
                .put("/api/child/me", sibling.token(), "{\"nickname\":\"大哥\"}")
                .expectStatus()
                .isOk();
        var bySibling = facts.raise(parent, now().plusSeconds(1));
        var byElder = facts.raise(parent);
        world.client
                .put("/api/child/alerts/" + bySibling + "/ack", sibling.token(), null)
                .expectStatus()
                .isOk();
        facts.acknowledge(byElder, parent, 1, new Account(AccountKind.USER, parent), now());
        users().answers(
                        "POST",
                        "/internal/users/lookup",
                        Map.of("items", List.of(Map.of("id", parent, "nickname", "妈妈"))));

        assertThat(names()).containsExactly("大哥", "妈妈");

        users().dropsConnections("POST", "/internal/users/lookup");
        assertThat(names()).containsExactly("大哥", "");
    }

    @Test
    void readsNothingThatCannotBeWrittenDown() {
        try (var _ = Sabotage.ofInserts(database, "audit_log", "whose_id", parent)) {
            expectRefusal(list(""), 503, "UPSTREAM_UNAVAILABLE");
        }
    }

    @Test
    void isUnavailableWhileItCannotBeKnownWhatIsShared() {

        var unknown = UUID.randomUUID();
        users().dropsConnections("GET", sharingOf(unknown));
        world.bind(child, unknown);

        expectRefusal(list(""), 503, "UPSTREAM_UNAVAILABLE");
        assertThat(page("?parentId=" + parent).path("items")).isEmpty();
    }

    @Test
    void readsAPageFromTheIndexHoweverManyAlertsThereAre() {

        database.sql("""
            insert into alerts (id, user_id, told_version, told_at, raised_at, type, severity, message, late, count)
            select gen_random_uuid(), md5((n % 200)::text)::uuid, 1, now() - n * interval '1 minute',
                   now() - n * interval '1 minute', 'heart_rate', 'warning', 'x', false, 1
              from generate_series(1, 20000) n
            """).then().block();
        database.sql("analyze alerts").then().block();
        var bonds = Stream.generate(() -> bondWith(UUID.randomUUID())).limit(10).toList();

        var plan = visible.bound("explain " + VisibleAlerts.PAGE, bonds, Status.OPEN, PageRequest.of("20", null))
                .mapValue(String.class)
                .all()
                .collectList()
                .block();

        assertThat(String.join("\n", plan)).contains("alerts_of_parent").doesNotContain("Seq Scan on alerts");
    }

    private Bond bondWith(UUID elder) {
        return new Bond(
                UUID.randomUUID(), child.id(), elder, Relationship.SON, true, null, 1, now().minusSeconds(3600), null);
    }

    private List<String> names() {
        return page("").path("items")
                .valueStream()
                .map(it -> it.path("acknowledgedBy").path("name").asString(""))
                .toList();
    }

    private static List<String> idsIn(JsonNode page) {
        return page.path("items")
                .valueStream()
                .map(it -> it.path("id").asString())
                .toList();
    }

    private JsonNode page(String query) {
        var answer = list(query);
        answer.expectStatus().isOk();
        return data(answer);
    }

    private ResponseSpec list(String query) {
        return world.client.get("/api/child/alerts" + query, child.token());
    }
}
