package com.banxiang.child.alert;

import static com.banxiang.child.Client.data;
import static com.banxiang.child.Client.expectRefusal;
import static com.banxiang.child.Client.json;
import static com.banxiang.child.World.aParent;
import static com.banxiang.child.World.shares;
import static com.banxiang.child.World.sharingOf;
import static com.banxiang.child.World.users;
import static com.banxiang.child.alert.AlertFacts.now;
import static org.assertj.core.api.Assertions.assertThat;

import com.banxiang.child.Client;
import com.banxiang.child.Rows;
import com.banxiang.child.Sabotage;
import com.banxiang.child.World;
import com.banxiang.child.World.SomeChild;
import com.banxiang.platform.security.Account;
import com.banxiang.platform.security.AccountKind;
import com.banxiang.testkit.Contended;
import com.banxiang.testkit.EventContract;
import com.banxiang.testkit.RecordedEvents;
import com.banxiang.testkit.ServiceTest;
import com.banxiang.testkit.TestTokens;
import java.util.List;
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
class AcknowledgeAlertTests {

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
    void acknowledgesAndTellsEverybody() {

        world.client
                .put("/api/child/me", child.token(), "{\"nickname\":\"小李\"}")
                .expectStatus()
                .isOk();
        var id = facts.raise(parent);

        var alert = acknowledged(id);

        assertThat(alert.path("id").asString()).isEqualTo(id.toString());
        assertThat(alert.path("status").asString()).isEqualTo("acknowledged");
        assertThat(alert.path("acknowledgedBy").path("kind").asString()).isEqualTo("child");
        assertThat(alert.path("acknowledgedBy").path("id").asString())
                .isEqualTo(child.id().toString());
        assertThat(alert.path("acknowledgedBy").path("name").asString()).isEqualTo("小李");
        assertThat(alert.path("acknowledgedAt").asString()).isNotEmpty();

        var event = events(1).getFirst();
        EventContract.of("alert-acknowledged").verify(event.value());
        assertThat(event.key()).isEqualTo(parent.toString());
        assertThat(event.header("ce_source")).isEqualTo("/child-service");
        assertThat(event.json().path("alertVersion").asInt()).isEqualTo(1);
        assertThat(event.json().path("by").path("id").asString())
                .isEqualTo(child.id().toString());
        assertThat(event.json().path("occurredAt")).isEqualTo(alert.path("acknowledgedAt"));
        assertThat(event.value()).doesNotContain("小李");
    }

    @Test
    void answersTheTellingItSaw() {

        var id = facts.raise(parent);
        facts.tell(id, parent, 4, now(), now());

        acknowledged(id);

        assertThat(events(1).getFirst().json().path("alertVersion").asInt()).isEqualTo(4);
    }

    @Test
    void keepsTheVeryTimeItTells() {

        var ids = Stream.generate(() -> facts.raise(parent)).limit(3).toList();
        ids.forEach(this::acknowledged);

        assertThat(rows.count(
                        "select count(*) from alerts where user_id = :id"
                                + " and acknowledged_at = date_trunc('milliseconds', acknowledged_at)",
                        parent))
                .isEqualTo(3);
    }

    @Test
    void letsTheSecondWhoWaitsFindItDone() {

        var sibling = world.aChild();
        world.bind(sibling, parent);
        var id = facts.raise(parent);

        var answers = Contended.row(database, "select 1 from alerts where id = $1", id)
                .by(() -> json(ack(id, child)), () -> json(ack(id, sibling)));

        assertThat(answers.stream()
                        .map(it -> it.path("data")
                                .path("acknowledgedBy")
                                .path("id")
                                .asString()))
                .containsOnly(child.id().toString());
        assertThat(rows.eventsAbout(parent)).isEqualTo(3);
    }

    @Test
    void isAskedAgainAfterALaterTelling() {

        var id = facts.raise(parent);
        acknowledged(id);

        facts.tell(id, parent, 3, now(), now());
        assertThat(status(id)).isEqualTo("open");

        acknowledged(id);
        assertThat(status(id)).isEqualTo("acknowledged");
        var events = events(2);
        assertThat(events.stream().map(it -> it.json().path("alertVersion").asInt()))
                .containsExactly(1, 3);
        assertThat(events.getLast().json().path("version").asInt())
                .isGreaterThan(events.getFirst().json().path("version").asInt());
    }

    @Test
    void changesNothingWhenAskedAgain() {

        var id = facts.raise(parent);

        var first = acknowledged(id);

        assertThat(acknowledged(id)).isEqualTo(first);
        assertThat(rows.eventsAbout(parent)).isEqualTo(2);
    }

    @Test
    void changesNothingOnceItIsClosed() {

        var id = facts.raise(parent);
        facts.close(id, parent, now());

        var alert = acknowledged(id);

        assertThat(alert.path("status").asString()).isEqualTo("closed");
        assertThat(alert.has("acknowledgedBy")).isFalse();
        assertThat(rows.eventsAbout(parent)).isEqualTo(1);
    }

    @Test
    void letsOneOfTwoChildrenBeFirst() {

        var sibling = world.aChild();
        world.bind(sibling, parent);
        var id = facts.raise(parent);

        var answers = Client.atOnce(List.of(() -> ack(id, child), () -> ack(id, sibling)));

        assertThat(answers).allMatch(it -> it.path("success").asBoolean());
        assertThat(answers.getFirst().path("data").path("acknowledgedBy"))
                .isEqualTo(answers.getLast().path("data").path("acknowledgedBy"));
        events(1);
        assertThat(rows.eventsAbout(parent)).isEqualTo(3);
    }

    @Test
    void tellsOnceWhenTappedTwentyTimesAtOnce() {

        var id = facts.raise(parent);

        assertThat(Client.atOnce(20, () -> ack(id, child)))
                .allMatch(it -> it.path("success").asBoolean());

        assertThat(rows.eventsAbout(parent)).isEqualTo(2);
    }

    @Test
    void showsTheElderWhoWasFasterAndNoneWhoWasSlower() {

        var elder = new Account(AccountKind.USER, parent);
        var id = facts.raise(parent);
        acknowledged(id);

        facts.acknowledge(id, parent, 1, elder, now().plusSeconds(60));
        assertThat(byWhom(id)).isEqualTo("child");

        facts.acknowledge(id, parent, 1, elder, now().minusSeconds(60));
        assertThat(byWhom(id)).isEqualTo("user");
        assertThat(rows.eventsAbout(parent)).isEqualTo(2);
    }

    @Test
    void knowsNoAlertButThoseOfOnesOwnParents() {

        var id = facts.raise(parent);
        var ofAnother = facts.raise(aParent());
        var fromBefore = facts.raise(parent, now().minusSeconds(3600));

        expectRefusal(ack(ofAnother, child), 404, "ALERT_NOT_FOUND");
        expectRefusal(ack(fromBefore, child), 404, "ALERT_NOT_FOUND");
        expectRefusal(ack(UUID.randomUUID(), child), 404, "ALERT_NOT_FOUND");
        expectRefusal(ack(id, world.aChild()), 404, "ALERT_NOT_FOUND");
        expectRefusal(
                world.client.put("/api/child/alerts/17/ack", TestTokens.child(child.id()), null), 404, "NOT_FOUND");
        assertThat(rows.eventsAbout(parent)).isEqualTo(1);
    }

    @Test
    void letsAChildAnswerWhatIsToldAgainAfterTheBond() {

        var id = UUID.randomUUID();
        facts.tell(id, parent, 2, now().minusSeconds(3600), now().plusMillis(1));

        assertThat(acknowledged(id).path("status").asString()).isEqualTo("acknowledged");
    }

    @Test
    void needsTheParentsShare() {

        var closed = aParent();
        shares(closed, false);
        var unknown = UUID.randomUUID();
        users().dropsConnections("GET", sharingOf(unknown));
        world.bind(child, closed);
        world.bind(child, unknown);

        expectRefusal(ack(facts.raise(closed), child), 403, "NOT_SHARED");
        expectRefusal(ack(facts.raise(unknown), child), 503, "UPSTREAM_UNAVAILABLE");
        assertThat(rows.eventsAbout(closed)).isEqualTo(1);
        assertThat(rows.eventsAbout(unknown)).isEqualTo(1);
    }

    @Test
    void acknowledgesNothingThatCannotBeWrittenDown() {

        var id = facts.raise(parent);

        try (var _ = Sabotage.ofInserts(database, "audit_log", "whose_id", parent)) {
            expectRefusal(ack(id, child), 503, "UPSTREAM_UNAVAILABLE");
        }
        try (var _ = Sabotage.ofInserts(database, "outbox_messages", "message_key", parent)) {
            ack(id, child).expectStatus().is5xxServerError();
        }

        assertThat(status(id)).isEqualTo("open");
        acknowledged(id);
        assertThat(rows.audited("acknowledge-alert", parent)).isEqualTo(2);
        events(1);
    }

    private ResponseSpec ack(UUID alert, SomeChild child) {
        return world.client.put("/api/child/alerts/" + alert + "/ack", child.token(), null);
    }

    private JsonNode acknowledged(UUID alert) {
        var answer = ack(alert, child);
        answer.expectStatus().isOk();
        return data(answer);
    }

    private String status(UUID alert) {
        return shown(alert).path("status").asString();
    }

    private String byWhom(UUID alert) {
        return shown(alert).path("acknowledgedBy").path("kind").asString();
    }

    private JsonNode shown(UUID alert) {
        return data(world.client.get("/api/child/alerts", child.token()))
                .path("items")
                .valueStream()
                .filter(it -> it.path("id").asString().equals(alert.toString()))
                .findFirst()
                .orElseThrow();
    }

    private List<RecordedEvents.Received> events(int count) {
        return RecordedEvents.of("alert-acknowledged").await(count, parent.toString());
    }
}
