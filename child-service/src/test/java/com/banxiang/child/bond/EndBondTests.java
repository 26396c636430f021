package com.banxiang.child.bond;

import static com.banxiang.child.Client.data;
import static com.banxiang.child.Client.expectRefusal;
import static com.banxiang.child.Client.json;
import static com.banxiang.child.World.aParent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.http.HttpMethod.DELETE;
import static org.springframework.http.HttpMethod.GET;

import com.banxiang.child.Client;
import com.banxiang.child.Rows;
import com.banxiang.child.World;
import com.banxiang.child.World.SomeChild;
import com.banxiang.child.alert.AlertFacts;
import com.banxiang.testkit.Contended;
import com.banxiang.testkit.EventContract;
import com.banxiang.testkit.RecordedEvents;
import com.banxiang.testkit.ServiceTest;
import com.banxiang.testkit.TestTokens;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;

@ServiceTest
class EndBondTests {

    @Autowired
    WebTestClient http;

    @Autowired
    DatabaseClient database;

    @Autowired
    AlertFacts facts;

    World world;
    SomeChild child;
    UUID parent;
    String link;

    @BeforeEach
    void aBond() {
        world = new World(http);
        child = world.aChild();
        parent = aParent();
        link = world.bind(child, parent).path("linkId").asString();
    }

    @Test
    void endsForTheChildAndAnnouncesIt() {

        byChild().expectStatus().isOk();

        var event = RecordedEvents.of("family-unlinked").await(parent.toString());
        EventContract.of("family-unlinked").verify(event.value());
        assertThat(event.json().path("linkId").asString()).isEqualTo(link);
        assertThat(event.json().path("version").asInt()).isEqualTo(2);
        expectRefusal(byChild(), 404, "PARENT_NOT_FOUND");
        assertThat(new Rows(database).eventsAbout(parent)).isEqualTo(2);
    }

    @Test
    void endsForTheElderHoweverOftenItIsAsked() {

        byElder(parent).expectStatus().isOk();
        byElder(parent).expectStatus().isOk();

        var event = RecordedEvents.of("family-unlinked").await(parent.toString());
        EventContract.of("family-unlinked").verify(event.value());
        assertThat(new Rows(database).eventsAbout(parent)).isEqualTo(2);
    }

    @Test
    void endsNoBondOfAnotherElder() {

        expectRefusal(byElder(aParent()), 404, "BOND_NOT_FOUND");
        expectRefusal(world.client.askAs("user-service", DELETE, "/internal/bonds/" + link), 404, "BOND_NOT_FOUND");
        expectRefusal(
                world.client.askAs("user-service", parent, DELETE, "/internal/bonds/" + UUID.randomUUID()),
                404,
                "BOND_NOT_FOUND");

        assertThat(data(world.client.get("/api/child/parents", child.token())).path("items"))
                .hasSize(1);
    }

    @Test
    void endsNothingForWhoIsNoElder() {

        var asIfAChild = http.delete()
                .uri("/internal/bonds/" + link)
                .header("Authorization", "Service " + TestTokens.service("user-service", "child-service"))
                .header("X-Acting-For", "child:" + parent)
                .exchange();

        expectRefusal(asIfAChild, 404, "BOND_NOT_FOUND");
        assertThat(new Rows(database).eventsAbout(parent)).isEqualTo(1);
    }

    @Test
    void endsWhatBeganByAClockThatGoesAhead() {

        database.sql("update bonds set linked_at = now() + interval '1 minute' where link_id = :id")
                .bind("id", UUID.fromString(link))
                .then()
                .block();

        byChild().expectStatus().isOk();

        assertThat(data(world.client.get("/api/child/parents", child.token())).path("items"))
                .isEmpty();
    }

    @Test
    void tellsTheElderSideOfTheEndWhatTheChildSaidLast() {

        var answers = Contended.row(database, "select 1 from bonds where link_id = $1", UUID.fromString(link))
                .by(
                        () -> json(world.client.put(
                                "/api/child/parents/" + parent, child.token(), "{\"relationship\":\"relative\"}")),
                        () -> json(byElder(parent)));

        assertThat(answers).allMatch(it -> it.path("success").asBoolean());
        var event = RecordedEvents.of("family-unlinked").await(parent.toString());
        assertThat(event.json().path("relationship").asString()).isEqualTo("relative");
        assertThat(event.json().path("version").asInt()).isEqualTo(3);
    }

    @Test
    void closesEveryDoorAtOnce() {

        var alert = facts.raise(parent);
        World.health().answers("GET", "/internal/users/" + parent + "/health/records", Map.of("items", new int[0]));
        var health = "/api/child/parents/" + parent + "/health";
        world.client.get(health, child.token()).expectStatus().isOk();
        assertThat(data(world.client.get("/api/child/alerts", child.token())).path("items"))
                .hasSize(1);

        byElder(parent).expectStatus().isOk();

        expectRefusal(world.client.get(health, child.token()), 404, "PARENT_NOT_FOUND");
        expectRefusal(world.client.get(health + "/thresholds", child.token()), 404, "PARENT_NOT_FOUND");
        expectRefusal(world.client.put("/api/child/parents/" + parent, child.token(), "{}"), 404, "PARENT_NOT_FOUND");
        expectRefusal(
                world.client.put("/api/child/alerts/" + alert + "/ack", child.token(), null), 404, "ALERT_NOT_FOUND");
        expectRefusal(world.client.get("/api/child/alerts?parentId=" + parent, child.token()), 404, "PARENT_NOT_FOUND");
        assertThat(data(world.client.get("/api/child/alerts", child.token())).path("items"))
                .isEmpty();
        assertThat(data(world.client.get("/api/child/parents", child.token())).path("items"))
                .isEmpty();
        expectRefusal(
                world.client.askAs("notification-service", GET, "/internal/bonds/" + child.id() + "/" + parent),
                404,
                "PARENT_NOT_FOUND");
    }

    @Test
    void endsOnceWhenAskedTwentyTimesAtOnce() {

        var answers = Client.atOnce(20, () -> byElder(parent));

        assertThat(answers).allMatch(it -> it.path("success").asBoolean());
        assertThat(new Rows(database).eventsAbout(parent)).isEqualTo(2);
    }

    @Test
    void endsOnceWhenTheChildTapsTwentyTimesAtOnce() {

        var answers = Client.atOnce(20, this::byChild);

        assertThat(answers.stream().filter(it -> it.path("success").asBoolean()))
                .hasSize(1);
        assertThat(answers.stream().filter(it -> !it.path("success").asBoolean()))
                .allMatch(it -> it.path("code").asInt() == 404);
        assertThat(new Rows(database).eventsAbout(parent)).isEqualTo(2);
    }

    @Test
    void findsALiveBondForWhoDelivers() {

        var found =
                data(world.client.askAs("notification-service", GET, "/internal/bonds/" + child.id() + "/" + parent));

        assertThat(found.path("linkId").asString()).isEqualTo(link);
        assertThat(found.path("version").asInt()).isEqualTo(1);
    }

    private WebTestClient.ResponseSpec byChild() {
        return world.client.delete("/api/child/parents/" + parent, child.token());
    }

    private WebTestClient.ResponseSpec byElder(UUID elder) {
        return world.client.askAs("user-service", elder, DELETE, "/internal/bonds/" + link);
    }
}
