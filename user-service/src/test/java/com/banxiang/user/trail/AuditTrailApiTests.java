package com.banxiang.user.trail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.banxiang.testkit.Answer;
import com.banxiang.testkit.EventContract;
import com.banxiang.testkit.KafkaEvents;
import com.banxiang.testkit.ServiceTest;
import com.banxiang.testkit.TestTokens;
import com.banxiang.user.Client;
import com.banxiang.user.Stored;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Every service's audit rows come together here, once each, and an administrator finds them. */
@ServiceTest
class AuditTrailApiTests {

    static final String LOGS = "/api/v1/admin/audit-logs";
    static final String TOPIC = "audit-recorded";
    static final Duration PATIENCE = Duration.ofSeconds(60);
    static final Instant NOON = Instant.parse("2026-11-20T04:00:00Z");

    final UUID adminId = UUID.randomUUID();
    final String admin = TestTokens.operator(adminId, "ADMIN");
    final UUID reader = UUID.randomUUID();
    final UUID elder = UUID.randomUUID();

    Client client;
    Stored stored;

    @BeforeEach
    void enter(@Autowired WebTestClient http, @Autowired DatabaseClient database) {
        client = new Client(http);
        stored = new Stored(database);
    }

    @Test
    void rowOfAnotherServiceIsKeptAndShown() {

        var id = told(entry("read-health-records", NOON));
        await().atMost(PATIENCE).until(() -> kept(id) == 1);

        var shown = logs("?whose=" + elder).path("items");

        assertThat(shown).singleElement().satisfies(it -> {
            assertThat(it.path("id").asString()).isEqualTo(id.toString());
            assertThat(it.path("service").asString()).isEqualTo("health-service");
            assertThat(it.path("throughService").asString()).isEqualTo("child-service");
            assertThat(it.path("who").path("kind").asString()).isEqualTo("child");
            assertThat(it.path("who").path("id").asString()).isEqualTo(reader.toString());
            assertThat(it.path("whose").path("kind").asString()).isEqualTo("user");
            assertThat(it.path("what").asString()).isEqualTo("read-health-records");
            assertThat(it.path("requestId").asString()).isEqualTo("req_1");
            assertThat(it.path("at").asString()).isEqualTo("2026-11-20T04:00:00Z");
        });
    }

    @Test
    void samplesOfTheContractAreUnderstood() {

        var full = EventContract.of(TOPIC).full();
        var minimal = EventContract.of(TOPIC).minimal();
        minimal.put("throughService", "notification-service");

        for (var sample : List.of(full, minimal)) {
            var id = told(sample);
            await().atMost(PATIENCE).until(() -> kept(id) == 1);
        }
    }

    @Test
    void rowThatIsToldTwiceIsKeptOnce() {

        var event = entry("read-health-records", NOON);
        var id = told(event);
        KafkaEvents.publish(
                TOPIC, "health-service", KafkaEvents.typeOf(TOPIC), id, "/health-service", event.toString());
        var last = told(entry("read-summary", NOON));
        await().atMost(PATIENCE).until(() -> kept(last) == 1);

        assertThat(kept(id)).isOne();
        assertThat(logs("?who=" + reader).path("items")).hasSize(2);
    }

    @Test
    void ownRowsComeToo() {

        var user = client.signIn();
        client.get("/api/v1/admin/users/" + user.id(), admin).expect(200);

        await().atMost(PATIENCE)
                .until(() -> logs("?who=operator:" + adminId + "&whose=user:" + user.id())
                                .path("items")
                                .size()
                        == 1);
    }

    @Test
    void newestComeFirstPageByPage() {

        var ids = List.of(
                told(entry("a", NOON)), told(entry("b", NOON.plusSeconds(2))), told(entry("c", NOON.plusSeconds(1))));
        await().atMost(PATIENCE).until(() -> ids.stream().allMatch(it -> kept(it) == 1));

        var first = logs("?limit=2&whose=" + elder);
        assertThat(acts(first)).containsExactly("b", "c");
        var next = logs("?limit=2&whose=" + elder + "&cursor="
                + first.path("nextCursor").asString());
        assertThat(acts(next)).containsExactly("a");
        assertThat(next.path("nextCursor").isNull() || next.path("nextCursor").isMissingNode())
                .isTrue();
    }

    @Test
    void onlyWhatIsAskedForIsShown() {

        var ids = List.of(
                told(entry("a", NOON)),
                told(entry("b", NOON.plus(1, ChronoUnit.DAYS))),
                told(entry("c", NOON.plus(2, ChronoUnit.DAYS))));
        await().atMost(PATIENCE).until(() -> ids.stream().allMatch(it -> kept(it) == 1));
        var whose = "?whose=" + elder;

        assertThat(acts(logs(whose + "&from=2026-11-21T04:00:00Z"))).containsExactly("c", "b");
        assertThat(acts(logs(whose + "&to=2026-11-21T04:00:00Z"))).containsExactly("a");
        assertThat(acts(logs(whose + "&from=2026-11-21&to=2026-11-21"))).containsExactly("b");
        assertThat(acts(logs(whose + "&who=" + reader))).hasSize(3);
        assertThat(acts(logs(whose + "&who=" + UUID.randomUUID()))).isEmpty();
        assertThat(acts(logs(whose + "&who=child-service"))).hasSize(3);
        assertThat(acts(logs(whose + "&who=ai-service"))).isEmpty();
        assertThat(acts(logs("?whose=" + UUID.randomUUID()))).isEmpty();
    }

    @Test
    void questionsThatCannotBeUnderstoodAreNamed() {

        ask("?who=nobody").expectInvalid("who");
        ask("?whose=stranger:" + elder).expectInvalid("whose");
        ask("?whose=child-service").expectInvalid("whose");
        ask("?from=yesterday").expectInvalid("from");
        ask("?to=2026-13-01").expectInvalid("to");
        ask("?from=2026-11-22&to=2026-11-20").expectInvalid("from");
        ask("?limit=0").expectInvalid("limit");
        ask("?cursor=nonsense").expectInvalid("cursor");
    }

    @Test
    void whoLooksIsRememberedThemselves() {

        var id = told(entry("read-summary", NOON));
        await().atMost(PATIENCE).until(() -> kept(id) == 1);

        logs("");
        logs("?whose=" + elder);
        logs("?whose=" + UUID.randomUUID());

        assertThat(stored.count(
                        "select count(*) from audit_log where what = 'read-audit-trail' and who_id = ?", adminId))
                .isEqualTo(3);
        assertThat(stored.count(
                        "select count(*) from audit_log where what = 'read-audit-trail' and who_id = ? and whose_id ="
                                + " ?",
                        adminId,
                        elder))
                .isOne();
    }

    @Test
    void whatCannotBeRememberedIsNotShown() {

        var id = told(entry("read-summary", NOON));
        await().atMost(PATIENCE).until(() -> kept(id) == 1);

        stored.change("alter table audit_log rename to audit_log_out_of_reach");
        try {
            var answer = ask("?whose=" + elder);
            answer.expectRefusal(503, "UPSTREAM_UNAVAILABLE");
            assertThat(answer.text()).doesNotContain("read-summary");
        } finally {
            stored.change("alter table audit_log_out_of_reach rename to audit_log");
        }
    }

    @Test
    void whatIsKeptNobodyChanges() {

        var id = told(entry("read-summary", NOON));
        await().atMost(PATIENCE).until(() -> kept(id) == 1);

        for (var statement :
                List.of("update fleet_audit set what = 'nothing'", "delete from fleet_audit", "truncate fleet_audit")) {
            ThrowableAssert.ThrowingCallable change = () -> stored.change(statement);
            org.assertj.core.api.Assertions.assertThatThrownBy(change).hasMessageContaining("permission denied");
        }
        assertThat(kept(id)).isOne();
    }

    private ObjectNode entry(String what, Instant at) {

        var event = EventContract.of(TOPIC).minimal();
        event.put("service", "health-service");
        event.put("throughService", "child-service");
        event.put("what", what);
        event.put("requestId", "req_1");
        event.put("occurredAt", at.toString());
        event.putObject("who").put("kind", "child").put("id", reader.toString());
        event.putObject("whose").put("kind", "user").put("id", elder.toString());
        return event;
    }

    private static UUID told(ObjectNode event) {
        return KafkaEvents.publish(TOPIC, "health-service", "/health-service", event.toString());
    }

    private long kept(UUID event) {
        return stored.count("select count(*) from fleet_audit where event_id = ?", event);
    }

    private JsonNode logs(String query) {
        return ask(query).expect(200).data();
    }

    private Answer ask(String query) {
        return client.get(LOGS + query, admin);
    }

    private static List<String> acts(JsonNode page) {
        return page.path("items")
                .valueStream()
                .map(it -> it.path("what").asString())
                .toList();
    }
}
