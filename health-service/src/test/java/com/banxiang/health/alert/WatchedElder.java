package com.banxiang.health.alert;

import static com.banxiang.health.Api.data;
import static com.banxiang.health.Readings.pressure;
import static org.assertj.core.api.Assertions.assertThat;

import com.banxiang.health.Api;
import com.banxiang.health.Elder;
import com.banxiang.testkit.EventContract;
import com.banxiang.testkit.KafkaEvents;
import com.banxiang.testkit.RecordedEvents;
import com.banxiang.testkit.Tables;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** An elder whose readings the engine judges: what arrives about them, and what it makes of it. */
final class WatchedElder {

    static final String ALERTS = "/api/v1/health/alerts";

    private static final String INGESTED = "health-record-ingested";

    private final Elder elder;

    WatchedElder(WebTestClient client, DatabaseClient database) {
        this.elder = new Elder(client, database);
    }

    UUID id() {
        return elder.id();
    }

    String key() {
        return elder.key();
    }

    Api app() {
        return elder.app();
    }

    Tables tables() {
        return elder.tables();
    }

    /** The id of the record. */
    String measures(int systolic, int diastolic, Instant at) {
        return measures(pressure(systolic, diastolic, at));
    }

    /** The id of the record. */
    String measures(String reading) {
        return elder.adds(reading).path("id").asString();
    }

    void measuresAtOnce(String... readings) {
        elder.addsAll(readings);
    }

    /** An event as it leaves the feature next door: one heart rate. */
    ObjectNode heartRate(int value, UUID record, Instant recordedAt, Instant arrivedAt) {

        var event = EventContract.of(INGESTED).minimal();
        event.put("userId", key());
        event.put("occurredAt", arrivedAt.toString());
        event.set("readings", JsonMapper.shared().readTree("""
            [{"recordId": "%s", "type": "heart_rate", "value": %d, "unit": "bpm", "source": "band",
              "recordedAt": "%s"}]\
            """.formatted(record, value, recordedAt)));
        return event;
    }

    void hears(JsonNode ingested) {
        hears(UUID.randomUUID(), ingested);
    }

    void hears(UUID eventId, JsonNode ingested) {
        KafkaEvents.publish(
                INGESTED, key(), KafkaEvents.typeOf(INGESTED), eventId, "/health-service", ingested.toString());
    }

    /** Waits for this many tellings; more of them is a failure. */
    List<RecordedEvents.Received> raised(int count) {
        return RecordedEvents.of("alert-raised").await(count, key());
    }

    RecordedEvents.Received closed() {
        return RecordedEvents.of("alert-closed").await(key());
    }

    /** The id of the alert a dangerous pressure opened just now. */
    String isAlarmed() {
        measures(168, 104, Instant.now());
        return raised(1).getFirst().json().path("alertId").asString();
    }

    long announced(String topic) {
        return elder.announced(topic);
    }

    List<JsonNode> alerts() {
        return data(app().get(ALERTS), 200).path("items").valueStream().toList();
    }

    JsonNode alert(String id) {
        return alerts().stream()
                .filter(it -> it.path("id").asString().equals(id))
                .findFirst()
                .orElseThrow();
    }

    List<JsonNode> alertsOf(String type) {
        return alerts().stream()
                .filter(it -> it.path("type").asString().equals(type))
                .toList();
    }

    String statusOf(String alert) {
        return alert(alert).path("status").asString();
    }

    /** Child-service says so: a child answers the telling of that version. */
    void isAnsweredFor(String alert, UUID child, int toldVersion) {
        isAnsweredFor(alert, child, toldVersion, "/child-service");
    }

    void isAnsweredFor(String alert, UUID child, int toldVersion, String source) {

        var event = EventContract.of("alert-acknowledged").minimal();
        event.put("alertId", alert);
        event.put("userId", key());
        event.put("alertVersion", toldVersion);
        event.put("occurredAt", Instant.now().toString());
        event.putObject("by").put("kind", "child").put("id", child.toString());
        KafkaEvents.publish("alert-acknowledged", key(), source, event.toString());
    }

    /** Everything the engine remembers of this elder happened so much earlier. */
    void passes(String interval) {
        tables().change("""
            update alerts
               set told_at = told_at - ?::interval, read_at = read_at - ?::interval,
                   acknowledged_at = acknowledged_at - ?::interval
             where user_id = ?
            """, interval, interval, interval, id());
        tables().change("update alert_courses set due_at = due_at - ?::interval where user_id = ?", interval, id());
    }

    void awaitJudged(String type) {
        await().untilAsserted(() -> assertThat(tables().count("""
            select count(*) from alert_courses
             where user_id = ? and type = ? and newest_judged_at is not null
            """, id(), type)).isEqualTo(1));
    }

    /** With the patience a machine needs that does much else. */
    static ConditionFactory await() {
        return Awaitility.await().atMost(Duration.ofSeconds(30));
    }
}
