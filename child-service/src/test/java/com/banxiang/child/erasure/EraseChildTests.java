package com.banxiang.child.erasure;

import static com.banxiang.child.Client.data;
import static com.banxiang.child.Client.expectRefusal;
import static com.banxiang.child.World.aParent;
import static com.banxiang.child.World.users;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.banxiang.child.Client;
import com.banxiang.child.World;
import com.banxiang.child.World.SomeChild;
import com.banxiang.testkit.EventContract;
import com.banxiang.testkit.KafkaEvents;
import com.banxiang.testkit.RecordedEvents;
import com.banxiang.testkit.ServiceTest;
import com.banxiang.testkit.Tables;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import tools.jackson.databind.node.ObjectNode;

/** A child, or an elder somebody looks after, wants to be forgotten, and is. */
@ServiceTest
class EraseChildTests {

    static final Duration PATIENCE = Duration.ofSeconds(60);

    World world;
    Tables tables;
    SomeChild child;
    UUID parent;

    @BeforeEach
    void aBond(@Autowired WebTestClient http, @Autowired DatabaseClient database) {
        world = new World(http);
        tables = new Tables(database);
        child = world.aChild();
        parent = aParent();
        world.bind(child, parent);
        userServiceErases();
    }

    @Test
    void nothingIsLeftOfTheChild() {

        acknowledged(alert(parent), child.id());

        assertThat(Client.json(erase()).path("success").asBoolean()).isTrue();

        assertThat(tables.saying(child.id())).isEmpty();
        assertThat(tables.count("select count(*) from erased_accounts where kind = 'child' and id = ?", child.id()))
                .isOne();
        assertThat(tables.saying(parent)).isNotEmpty();
        assertThat(users().asked("POST", path())).hasSize(1);
    }

    @Test
    void bondsEndAndTheFamilyHearsOfIt() {

        erase().expectStatus().isOk();

        var event = RecordedEvents.of("family-unlinked").await(parent.toString());
        EventContract.of("family-unlinked").verify(event.value());
        assertThat(event.json().path("child").path("id").asString())
                .isEqualTo(child.id().toString());
    }

    @Test
    void whoIsGoneIsNotLetInAgain() {

        erase().expectStatus().isOk();

        expectRefusal(world.client.get("/api/child/me", child.token()), 401, "SESSION_REVOKED");
        expectRefusal(world.client.get("/api/child/parents", child.token()), 401, "SESSION_REVOKED");
    }

    @Test
    void whoComesAgainIsSomebodyNew() {

        erase().expectStatus().isOk();

        var login = world.logIn(child.openid());

        assertThat(login.path("isNewUser").asBoolean()).isTrue();
        assertThat(login.path("user").path("id").asString())
                .isNotEqualTo(child.id().toString());
    }

    @Test
    void askingAgainIsAnsweredAgain() {

        erase().expectStatus().isOk();
        erase().expectStatus().isOk();

        assertThat(RecordedEvents.of("family-unlinked").await(parent.toString()))
                .isNotNull();
        assertThat(tables.saying(child.id())).isEmpty();
    }

    @Test
    void askingManyTimesAtOnceEndsEachBondOnce() {

        var answers = Client.atOnce(5, this::erase);

        assertThat(answers).allSatisfy(it -> assertThat(it.path("code").asInt()).isEqualTo(200));
        assertThat(tables.count(
                        "select count(*) from outbox_messages where topic = 'family-unlinked' and message_key = ?",
                        parent.toString()))
                .isOne();
    }

    @Test
    void nothingHappensWhileUserServiceIsAway() {

        users().refuses("POST", path(), 503, "UPSTREAM_UNAVAILABLE");

        expectRefusal(erase(), 503, "UPSTREAM_UNAVAILABLE");

        world.client.get("/api/child/me", child.token()).expectStatus().isOk();
        assertThat(data(world.client.get("/api/child/parents", child.token())).path("items"))
                .hasSize(1);
    }

    @Test
    void eventFinishesWhatTheRequestCouldNot() {

        deleted("child", child.id());

        await().atMost(PATIENCE).until(() -> tables.saying(child.id()).isEmpty());
        assertThat(RecordedEvents.of("family-unlinked").await(parent.toString()))
                .isNotNull();
    }

    @Test
    void nothingIsLeftOfAnElderWhoIsGone() {

        alert(parent);

        deleted("user", parent);

        await().atMost(PATIENCE).until(() -> tables.saying(parent).isEmpty());
        assertThat(RecordedEvents.of("family-unlinked").await(parent.toString()))
                .isNotNull();
        assertThat(data(world.client.get("/api/child/parents", child.token())).path("items"))
                .isEmpty();
        world.client.get("/api/child/me", child.token()).expectStatus().isOk();
    }

    @Test
    void whatIsToldOfAnElderAfterwardsIsDropped(@Autowired MeterRegistry meters) {

        var dropped = meters.counter("events.erased", "topic", "alert-raised");
        var before = dropped.count();
        deleted("user", parent);
        await().atMost(PATIENCE).until(() -> tables.saying(parent).isEmpty());

        publishAlert(parent);

        await().atMost(PATIENCE).until(() -> dropped.count() > before);
        assertThat(tables.saying(parent)).isEmpty();
    }

    @Test
    void whatAChildAcknowledgedStaysAcknowledged() {

        var alert = alert(parent);
        acknowledged(alert, child.id());

        erase().expectStatus().isOk();

        assertThat(tables.count("select count(*) from alerts where id = ? and acknowledged_at is not null", alert))
                .isOne();
    }

    private ResponseSpec erase() {
        return world.client.post("/api/child/me/erase", child.token(), null);
    }

    private String path() {
        return "/internal/children/%s/erase".formatted(child.id());
    }

    private void userServiceErases() {
        users().answers("POST", path(), Map.of());
    }

    private static void deleted(String kind, UUID id) {
        var event = EventContract.of("user-deleted").minimal();
        event.putObject("account").put("kind", kind).put("id", id.toString());
        KafkaEvents.publish("user-deleted", id.toString(), "/user-service", event.toString());
    }

    private UUID alert(UUID of) {
        var id = publishAlert(of);
        await().atMost(PATIENCE).until(() -> tables.count("select count(*) from alerts where id = ?", id) == 1);
        return id;
    }

    private static UUID publishAlert(UUID of) {
        var id = UUID.randomUUID();
        ObjectNode event = EventContract.of("alert-raised").full();
        event.put("alertId", id.toString());
        event.put("userId", of.toString());
        KafkaEvents.publish("alert-raised", of.toString(), "/health-service", event.toString());
        return id;
    }

    private void acknowledged(UUID alert, UUID by) {
        tables.change(
                "update alerts set acknowledged_version = 1, acknowledged_at = now(), acknowledged_by_kind = 'child',"
                        + " acknowledged_by_id = ? where id = ?",
                by,
                alert);
    }
}
