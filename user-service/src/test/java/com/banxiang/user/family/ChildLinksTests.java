package com.banxiang.user.family;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.banxiang.testkit.EventContract;
import com.banxiang.testkit.KafkaEvents;
import com.banxiang.testkit.ServiceTest;
import com.banxiang.user.Client;
import com.banxiang.user.Client.SignedIn;
import com.banxiang.user.Stored;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What becomes of the news child-service tells, in whatever order and however often it arrives. */
@ServiceTest
class ChildLinksTests {

    static final String CHILD_SERVICE = "/child-service";
    static final String CHILD = "child";
    static final Duration PATIENCE = Duration.ofSeconds(60);

    final UUID link = UUID.randomUUID();
    final UUID child = UUID.randomUUID();

    Client client;
    Stored stored;
    SignedIn elder;

    @BeforeEach
    void signIn(@Autowired WebTestClient http, @Autowired DatabaseClient database) {
        client = new Client(http);
        stored = new Stored(database);
        elder = client.signIn();
    }

    @Test
    void boundChildAppearsInTheFamily() {

        linked(1, "daughter", CHILD_SERVICE, CHILD);

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(members()).singleElement().satisfies(it -> {
                    assertThat(it.path("linkId").asString()).isEqualTo(link.toString());
                    assertThat(it.path("direction").asString()).isEqualTo("child");
                    assertThat(it.path("kind").asString()).isEqualTo("child");
                    assertThat(it.path("relationship").asString()).isEqualTo("daughter");
                }));
    }

    @Test
    void samplesOfTheContractAreUnderstood() {

        for (var topic : List.of("family-linked", "family-unlinked")) {
            for (var sample : List.of(
                    EventContract.of(topic).minimal(), EventContract.of(topic).full())) {
                var id = UUID.randomUUID();
                sample.put("linkId", id.toString());
                sample.putObject("child").put("kind", CHILD).put("id", child.toString());
                KafkaEvents.publish(topic, sample.path("parentUserId").asString(), CHILD_SERVICE, sample.toString());

                await().atMost(PATIENCE).until(() -> versionOf(id) > 0);
            }
        }
    }

    @Test
    void newerNewsChangesAndOlderDoesNot() {

        linked(2, "daughter", CHILD_SERVICE, CHILD);
        await().atMost(PATIENCE).until(() -> versionOf(link) == 2);

        linked(1, "son", CHILD_SERVICE, CHILD);
        linked(3, "daughter_in_law", CHILD_SERVICE, CHILD);
        await().atMost(PATIENCE).until(() -> versionOf(link) == 3);

        assertThat(members().getFirst().path("relationship").asString()).isEqualTo("daughter_in_law");
    }

    @Test
    void endBeforeTheBeginningLeavesNothing() {

        unlinked(2);
        await().atMost(PATIENCE).until(() -> versionOf(link) == 2);

        linked(1, "daughter", CHILD_SERVICE, CHILD);
        whatWasPublishedIsTaken();

        assertThat(versionOf(link)).isEqualTo(2);
        assertThat(members()).noneMatch(it -> it.path("linkId").asString().equals(link.toString()));
    }

    @Test
    void endedBondLeavesTheFamily() {

        linked(1, "daughter", CHILD_SERVICE, CHILD);
        await().atMost(PATIENCE).until(() -> members().size() == 1);

        unlinked(2);

        await().atMost(PATIENCE).until(() -> members().isEmpty());
    }

    @Test
    void endedBondVoidsTheCodeItCameWith() {

        var code = client.post("/api/v1/family/generate-code", elder.token(), Map.of())
                .expect(201)
                .data()
                .path("code")
                .asString();
        var redemption = Map.of("code", code, "childId", child);
        client.postAs("child-service", "/internal/family-codes/redeem", redemption)
                .expect(200);

        unlinked(2);
        await().atMost(PATIENCE).until(() -> versionOf(link) == 2);

        client.postAs("child-service", "/internal/family-codes/redeem", redemption)
                .expectRefusal(422, "INVALID_FAMILY_CODE");
    }

    @Test
    void sameEventTwiceIsTakenOnce() {

        var event = event("family-linked", 1);
        var id = KafkaEvents.publish("family-linked", elder.id().toString(), CHILD_SERVICE, event);
        KafkaEvents.publish(
                "family-linked", elder.id().toString(), KafkaEvents.typeOf("family-linked"), id, CHILD_SERVICE, event);
        whatWasPublishedIsTaken();

        assertThat(versionOf(link)).isOne();
        assertThat(stored.count("select count(*) from inbox_messages where event_id = ?", id))
                .isOne();
    }

    @Test
    void ownNewsIsIgnored() {

        linked(1, "daughter", "/user-service", "user");
        whatWasPublishedIsTaken();
        assertThat(versionOf(link)).isZero();

        var last = UUID.randomUUID();
        unlinked(link, 2, "/user-service");
        unlinked(last, 2, CHILD_SERVICE);
        await().atMost(PATIENCE).until(() -> versionOf(last) > 0);

        assertThat(versionOf(link)).isZero();
    }

    /** Of one key events are taken in order: when a later one has been, so have those before it. */
    private void whatWasPublishedIsTaken() {

        var last = UUID.randomUUID();
        var event = EventContract.of("family-linked").minimal();
        event.put("linkId", last.toString());
        event.put("parentUserId", elder.id().toString());
        event.putObject("child").put("kind", CHILD).put("id", UUID.randomUUID().toString());
        KafkaEvents.publish("family-linked", elder.id().toString(), CHILD_SERVICE, event.toString());

        await().atMost(PATIENCE).until(() -> versionOf(last) > 0);
    }

    private void linked(long version, String relationship, String source, String kind) {
        var event = EventContract.of("family-linked").full();
        fill(event, version);
        event.put("relationship", relationship);
        event.putObject("child").put("kind", kind).put("id", child.toString());
        KafkaEvents.publish("family-linked", elder.id().toString(), source, event.toString());
    }

    private void unlinked(long version) {
        unlinked(link, version, CHILD_SERVICE);
    }

    private void unlinked(UUID which, long version, String source) {

        var event = EventContract.of("family-unlinked").minimal();
        fill(event, version);
        event.put("linkId", which.toString());

        KafkaEvents.publish("family-unlinked", elder.id().toString(), source, event.toString());
    }

    private String event(String topic, long version) {

        var event = EventContract.of(topic).minimal();
        fill(event, version);
        return event.toString();
    }

    private void fill(ObjectNode event, long version) {
        event.put("linkId", link.toString());
        event.put("parentUserId", elder.id().toString());
        event.put("version", version);
        event.putObject("child").put("kind", CHILD).put("id", child.toString());
    }

    private long versionOf(UUID linkId) {
        return stored.count("select coalesce(max(version), 0) from child_links where link_id = ?", linkId);
    }

    private List<JsonNode> members() {
        return client.get("/api/v1/family/members", elder.token())
                .expect(200)
                .data()
                .path("items")
                .valueStream()
                .toList();
    }
}
