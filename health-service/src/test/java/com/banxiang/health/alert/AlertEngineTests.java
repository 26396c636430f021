package com.banxiang.health.alert;

import static com.banxiang.health.Api.data;
import static com.banxiang.health.Api.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import com.banxiang.health.Api;
import com.banxiang.testkit.CapturedLogs;
import com.banxiang.testkit.EventContract;
import com.banxiang.testkit.KafkaEvents;
import com.banxiang.testkit.NeighbourStub;
import com.banxiang.testkit.RecordedEvents;
import com.banxiang.testkit.ServiceTest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.JsonNode;

/** From a stored reading over Kafka to the alert and back, on the real servers. */
@ServiceTest
class AlertEngineTests {

    static final String ALERTS = "/api/v1/health/alerts";

    @Autowired
    WebTestClient client;

    @Autowired
    DatabaseClient database;

    @Autowired
    WatchEpisodes watchEpisodes;

    @Autowired
    TransactionalOperator transaction;

    final UUID elder = UUID.randomUUID();
    Api app;

    @BeforeEach
    void login() {
        app = Api.ofElder(client, elder);
    }

    @Test
    void dangerousReadingIsTold() {

        var record = measures(168, 104, Instant.now());

        var event = raised(1).getFirst();
        EventContract.of("alert-raised").verify(event.value());
        assertThat(event.header("ce_source")).isEqualTo("/health-service");
        var alert = event.json();
        assertThat(alert.path("component").asString()).isEqualTo("systolic");
        assertThat(alert.path("value").asInt()).isEqualTo(168);
        assertThat(alert.path("bound").asInt()).isEqualTo(150);
        assertThat(alert.path("direction").asString()).isEqualTo("above");
        assertThat(alert.path("severity").asString()).isEqualTo("warning");
        assertThat(alert.path("status").asString()).isEqualTo("open");
        assertThat(alert.path("recordId").asString()).isEqualTo(record);
        assertThat(alert.path("alertId").asString())
                .isEqualTo(Episode.idFor(UUID.fromString(record)).toString());
        assertThat(alert.path("rulesVersion").asString()).isEqualTo("clinical-rules-2026-11");
        assertThat(alert.path("message").asString())
                .contains("120")
                .contains("不是诊断")
                .doesNotContain("168");
        assertThat(alert.path("version").asInt()).isEqualTo(1);
    }

    @Test
    void alertIsListedAsThePageSays() {

        var record = measures(168, 104, Instant.now());
        raised(1);

        var alert = data(app.get(ALERTS), 200).path("items").get(0);

        assertThat(alert.path("id").asString())
                .isEqualTo(Episode.idFor(UUID.fromString(record)).toString());
        assertThat(alert.path("status").asString()).isEqualTo("open");
        assertThat(alert.path("metadata").path("diastolic").asInt()).isEqualTo(104);
        assertThat(alert.path("unit").asString()).isEqualTo("mmHg");
        assertThat(alert.path("late").asBoolean(true)).isFalse();
        assertThat(alert.path("count").asInt()).isEqualTo(1);
        assertThat(alert.has("acknowledgedBy")).isFalse();
        assertThat(data(app.get(ALERTS + "?status=closed"), 200).path("items")).isEmpty();
        assertThat(data(app.get(ALERTS + "?status=open"), 200).path("items")).hasSize(1);
        assertThat(refusal(app.get(ALERTS + "?status=sleeping"), 400)).isEqualTo("MALFORMED_REQUEST");
    }

    @Test
    void calmReadingTellsNobody() {

        measures(128, 82, Instant.now());

        awaitJudged("BLOOD_PRESSURE");
        assertThat(alerts()).isEmpty();
        assertThat(RecordedEvents.of("alert-raised").soFar(elder.toString())).isEmpty();
    }

    @Test
    void worseReadingIsToldAgainAndTwoCalmOnesEndIt() {

        measures(168, 104, Instant.now().minusSeconds(60));
        measures(190, 104, Instant.now().minusSeconds(50));
        measures(130, 80, Instant.now().minusSeconds(40));
        measures(131, 80, Instant.now().minusSeconds(30));

        var closed = RecordedEvents.of("alert-closed").await(elder.toString());
        EventContract.of("alert-closed").verify(closed.value());
        assertThat(closed.json().path("reason").asString()).isEqualTo("recovered");
        var told = raised(2);
        assertThat(told.get(1).json().path("version").asInt()).isEqualTo(2);
        assertThat(told.get(1).json().path("severity").asString()).isEqualTo("critical");
        assertThat(told.get(1).json().path("count").asInt()).isEqualTo(2);
        assertThat(told.get(0).json().path("alertId"))
                .isEqualTo(told.get(1).json().path("alertId"));
        assertThat(alerts().getFirst().path("status").asString()).isEqualTo("closed");
        assertThat(alerts().getFirst().has("closedAt")).isTrue();
    }

    @Test
    void oneArrivalMayOpenCloseAndOpenAgain() {

        var now = Instant.now();

        batch(
                reading(168, 104, now.minusSeconds(50)),
                reading(120, 80, now.minusSeconds(40)),
                reading(121, 80, now.minusSeconds(30)),
                reading(170, 104, now.minusSeconds(20)));

        assertThat(raised(2))
                .extracting(it -> it.json().path("alertId").asString())
                .doesNotHaveDuplicates();
        RecordedEvents.of("alert-closed").await(elder.toString());
        assertThat(alerts()).extracting(it -> it.path("status").asString()).containsExactlyInAnyOrder("open", "closed");
    }

    @Test
    void manyReadingsOfOneArrivalAreOneTelling() {

        var now = Instant.now();

        batch(
                reading(168, 104, now.minusSeconds(50)),
                reading(169, 104, now.minusSeconds(40)),
                reading(170, 104, now.minusSeconds(30)),
                reading(171, 104, now.minusSeconds(20)));
        add("{\"type\": \"spo2\", \"value\": 88}");

        assertThat(raised(2).getFirst().json().path("value").asInt()).isEqualTo(168);
        assertThat(alerts())
                .filteredOn(it -> it.path("type").asString().equals("blood_pressure"))
                .singleElement()
                .satisfies(it -> {
                    assertThat(it.path("count").asInt()).isEqualTo(4);
                    assertThat(it.path("value").asInt()).isEqualTo(171);
                });
    }

    @Test
    void readsEventsWithEveryFieldTheirContractsName() {

        var ingested = EventContract.of("health-record-ingested").full();
        ingested.put("userId", elder.toString());
        ingested.put("occurredAt", Instant.now().toString());
        ((tools.jackson.databind.node.ObjectNode) ingested.path("readings").get(0))
                .put("type", "heart_rate")
                .put("value", 140)
                .put("recordedAt", Instant.now().toString());

        publish(UUID.randomUUID(), ingested);

        raised(1);
        assertThat(deadLetters()).isZero();
    }

    @Test
    void eventNobodyCanReadBecomesADeadLetterAndHoldsUpNobody() {

        KafkaEvents.publish("health-record-ingested", elder.toString(), "/health-service", "{\"userId\": 5}");
        measures(168, 104, Instant.now());

        raised(1);
    }

    @Test
    void typesHaveEpisodesOfTheirOwn() {

        measures(168, 104, Instant.now());
        add("{\"type\": \"spo2\", \"value\": 88}");

        assertThat(raised(2))
                .extracting(it -> it.json().path("type").asString())
                .containsExactlyInAnyOrder("blood_pressure", "spo2");
    }

    @Test
    void lateReadingIsToldAsLate() {

        measures(168, 104, Instant.now().minus(Duration.ofHours(2)));

        var alert = raised(1).getFirst().json();
        assertThat(alert.path("late").asBoolean()).isTrue();
        assertThat(alert.path("message").asString()).startsWith("较早的一次测量");
    }

    @Test
    void yesterdaysReadingIsHistory() {

        measures(190, 104, Instant.now().minus(Duration.ofHours(25)));
        add("{\"type\": \"spo2\", \"value\": 88}");

        assertThat(raised(1).getFirst().json().path("type").asString()).isEqualTo("spo2");
    }

    @Test
    void eventThatComesTwiceIsJudgedOnce() {

        var event = EventContract.of("health-record-ingested").minimal();
        event.put("userId", elder.toString());
        event.set("readings", tools.jackson.databind.json.JsonMapper.shared().readTree("""
            [{"recordId": "%s", "type": "heart_rate", "value": 140, "unit": "bpm", "source": "band",
              "recordedAt": "%s"}]\
            """.formatted(
                        UUID.randomUUID(), Instant.now())));
        event.put("occurredAt", Instant.now().toString());
        var id = UUID.randomUUID();

        publish(id, event);
        publish(id, event);
        measures(168, 104, Instant.now());

        raised(2);
        assertThat(alerts())
                .filteredOn(it -> it.path("type").asString().equals("heart_rate"))
                .singleElement()
                .satisfies(it -> assertThat(it.path("count").asInt()).isEqualTo(1));
    }

    @Test
    void runningHistoryAgainGivesTheSameAlerts() {

        var record = measures(168, 104, Instant.now());
        var first = raised(1).getFirst().json();
        var history = RecordedEvents.of("health-record-ingested").await(elder.toString());
        database.sql("delete from alerts where user_id = :user")
                .bind("user", elder)
                .then()
                .block();
        database.sql("delete from alert_courses where user_id = :user")
                .bind("user", elder)
                .then()
                .block();

        publish(UUID.randomUUID(), history.json());

        assertThat(raised(2).get(1).json().path("alertId")).isEqualTo(first.path("alertId"));
        assertThat(alerts()).hasSize(1);
        assertThat(alerts().getFirst().path("recordId").asString()).isEqualTo(record);
    }

    @Test
    void historyThatIsOverOpensNothingWhenItRunsAgain() {

        measures(168, 104, Instant.now().minusSeconds(60));
        var history = RecordedEvents.of("health-record-ingested").await(elder.toString());
        raised(1);
        measures(120, 80, Instant.now().minusSeconds(40));
        measures(120, 80, Instant.now().minusSeconds(30));
        RecordedEvents.of("alert-closed").await(elder.toString());

        publish(UUID.randomUUID(), history.json());
        add("{\"type\": \"spo2\", \"value\": 88}");

        assertThat(raised(2).get(1).json().path("type").asString()).isEqualTo("spo2");
        assertThat(alerts()).hasSize(2);
    }

    @Test
    void acknowledgingIsToldAndShownOnce() {

        NeighbourStub.of("user-service")
                .answers("GET", "/internal/users/" + elder, Map.of("id", elder, "nickname", "王阿姨"));
        measures(168, 104, Instant.now());
        var id = raised(1).getFirst().json().path("alertId").asString();

        var first = data(app.put(ALERTS + "/" + id + "/ack"), 200);
        var second = data(app.put(ALERTS + "/" + id + "/ack"), 200);

        assertThat(first.path("status").asString()).isEqualTo("acknowledged");
        assertThat(first.path("acknowledgedBy").path("kind").asString()).isEqualTo("user");
        assertThat(first.path("acknowledgedBy").path("name").asString()).isEqualTo("王阿姨");
        assertThat(second).isEqualTo(first);
        var event = RecordedEvents.of("alert-acknowledged").await(elder.toString());
        EventContract.of("alert-acknowledged").verify(event.value());
        assertThat(event.json().path("alertVersion").asInt()).isEqualTo(1);
        assertThat(event.json().path("by").path("id").asString()).isEqualTo(elder.toString());
    }

    @Test
    void twentyAcknowledgementsAtOnceAreOne() {

        measures(168, 104, Instant.now());
        var id = raised(1).getFirst().json().path("alertId").asString();

        var answers = Flux.range(0, 20)
                .flatMap(
                        _ -> Mono.fromCallable(() -> data(app.put(ALERTS + "/" + id + "/ack"), 200)
                                        .path("acknowledgedAt")
                                        .asString())
                                .subscribeOn(Schedulers.boundedElastic()),
                        20)
                .collect(java.util.stream.Collectors.toSet())
                .block();

        assertThat(answers).hasSize(1);
        RecordedEvents.of("alert-acknowledged").await(elder.toString());
    }

    @Test
    void nameIsLeftOutWhileItsOwnerIsAway() {

        NeighbourStub.of("user-service").dropsConnections("GET", "/internal/users/" + elder);
        measures(168, 104, Instant.now());
        var id = raised(1).getFirst().json().path("alertId").asString();

        var alert = data(app.put(ALERTS + "/" + id + "/ack"), 200);

        assertThat(alert.path("acknowledgedBy").path("id").asString()).isEqualTo(elder.toString());
        assertThat(alert.path("acknowledgedBy").has("name")).isFalse();
    }

    @Test
    void childsAcknowledgementIsAppliedAndNotToldAgain() {

        var child = UUID.randomUUID();
        NeighbourStub.of("child-service")
                .answers(
                        "GET",
                        "/internal/parents/%s/children".formatted(elder),
                        Map.of("items", List.of(Map.of("childId", child, "nickname", "小明"))));
        measures(168, 104, Instant.now());
        var id = raised(1).getFirst().json().path("alertId").asString();

        acknowledge(id, child, 1);

        Awaitility.await().untilAsserted(() -> {
            var alert = alerts().getFirst();
            assertThat(alert.path("status").asString()).isEqualTo("acknowledged");
            assertThat(alert.path("acknowledgedBy").path("kind").asString()).isEqualTo("child");
            assertThat(alert.path("acknowledgedBy").path("name").asString()).isEqualTo("小明");
        });
        assertThat(outboxOf("alert-acknowledged")).isZero();
    }

    @Test
    void childsAcknowledgementHoldsForTheTellingItNames() {

        measures(168, 104, Instant.now().minusSeconds(20));
        measures(190, 104, Instant.now().minusSeconds(10));
        var id = raised(2).getFirst().json().path("alertId").asString();

        acknowledge(id, UUID.randomUUID(), 1);
        add("{\"type\": \"spo2\", \"value\": 88}");
        raised(3);

        assertThat(statusOf(id)).isEqualTo("open");
        acknowledge(id, UUID.randomUUID(), 2);
        Awaitility.await().untilAsserted(() -> assertThat(statusOf(id)).isEqualTo("acknowledged"));
    }

    @Test
    void closedAlertIsAcknowledgedWithoutAChange() {

        measures(168, 104, Instant.now().minusSeconds(60));
        measures(120, 80, Instant.now().minusSeconds(40));
        measures(120, 80, Instant.now().minusSeconds(30));
        var id = RecordedEvents.of("alert-closed")
                .await(elder.toString())
                .json()
                .path("alertId")
                .asString();

        var alert = data(app.put(ALERTS + "/" + id + "/ack"), 200);

        assertThat(alert.path("status").asString()).isEqualTo("closed");
        assertThat(alert.has("acknowledgedBy")).isFalse();
        assertThat(outboxOf("alert-acknowledged")).isZero();
    }

    @Test
    void somebodyElsesAlertIsNotThere() {

        measures(168, 104, Instant.now());
        var id = raised(1).getFirst().json().path("alertId").asString();
        var stranger = Api.ofElder(client, UUID.randomUUID());

        assertThat(refusal(stranger.put(ALERTS + "/" + id + "/ack"), 404)).isEqualTo("ALERT_NOT_FOUND");
        assertThat(data(stranger.get(ALERTS), 200).path("items")).isEmpty();
        assertThat(statusOf(id)).isEqualTo("open");
    }

    @ParameterizedTest
    @ValueSource(strings = {"42", "x"})
    void idOfAnotherFormIsNotFound(String id) {
        assertThat(refusal(app.put(ALERTS + "/" + id + "/ack"), 404)).isEqualTo("NOT_FOUND");
    }

    @Test
    void takingBackTheOnlyRecordClosesTheAlert() {

        var record = measures(168, 104, Instant.now());
        raised(1);

        app.delete("/api/v1/health/records/" + record).expectStatus().isOk();

        var closed = RecordedEvents.of("alert-closed").await(elder.toString());
        assertThat(closed.json().path("reason").asString()).isEqualTo("corrected");
        EventContract.of("alert-closed").verify(closed.value());
    }

    @Test
    void recordThatWasTakenBackBeforeItWasJudgedAlarmsNobody() {

        var record = UUID.randomUUID();
        database.sql("insert into withdrawn_readings values (:record, now())")
                .bind("record", record)
                .then()
                .block();
        var event = EventContract.of("health-record-ingested").minimal();
        event.put("userId", elder.toString());
        event.set("readings", tools.jackson.databind.json.JsonMapper.shared().readTree("""
            [{"recordId": "%s", "type": "heart_rate", "value": 140, "unit": "bpm", "source": "manual",
              "recordedAt": "%s"}]\
            """.formatted(
                        record, Instant.now())));
        event.put("occurredAt", Instant.now().toString());

        publish(UUID.randomUUID(), event);

        awaitJudged("HEART_RATE");
        assertThat(alerts()).isEmpty();
    }

    @Test
    void whatIsDueIsToldByTheClock() {

        measures(168, 104, Instant.now());
        raised(1);
        passes("35 minutes");

        watchEpisodes.handle().block();
        watchEpisodes.handle().block();

        var again = raised(2).get(1);
        EventContract.of("alert-raised").verify(again.value());
        assertThat(again.json().path("version").asInt()).isEqualTo(2);
        assertThat(again.json().path("count").asInt()).isEqualTo(1);
    }

    @Test
    void acknowledgedOneIsNotToldByTheClockForSixHours() {

        measures(168, 104, Instant.now());
        var id = raised(1).getFirst().json().path("alertId").asString();
        app.put(ALERTS + "/" + id + "/ack").expectStatus().isOk();
        passes("5 hours 59 minutes");
        watchEpisodes.handle().block();
        assertThat(statusOf(id)).isEqualTo("acknowledged");

        passes("1 minute");
        watchEpisodes.handle().block();

        raised(2);
        assertThat(statusOf(id)).isEqualTo("open");
    }

    @Test
    void dayWithoutReadingsEndsItByTheClock() {

        measures(168, 104, Instant.now());
        raised(1);
        passes("24 hours");

        watchEpisodes.handle().block();

        assertThat(RecordedEvents.of("alert-closed")
                        .await(elder.toString())
                        .json()
                        .path("reason")
                        .asString())
                .isEqualTo("stale");
    }

    @Test
    void severalInstancesTellOnce() {

        measures(168, 104, Instant.now());
        raised(1);
        passes("35 minutes");

        Flux.range(0, 8).flatMap(_ -> watchEpisodes.handle(), 8).then().block();

        raised(2);
    }

    @Test
    void episodeAnotherInstanceHasInHandIsLeftToIt() {

        measures(168, 104, Instant.now());
        raised(1);
        passes("35 minutes");

        database.sql("select 1 from alert_courses where user_id = :user for update")
                .bind("user", elder)
                .mapValue(Integer.class)
                .one()
                .then(Mono.fromRunnable(() -> watchEpisodes.handle().block(Duration.ofSeconds(2)))
                        .subscribeOn(Schedulers.boundedElastic()))
                .as(transaction::transactional)
                .block();

        assertThat(outboxOf("alert-raised")).isEqualTo(1);
        watchEpisodes.handle().block();
        raised(2);
    }

    @Test
    void pagesThroughAlertsNewestFirst() {

        measures(168, 104, Instant.now());
        raised(1);
        add("{\"type\": \"spo2\", \"value\": 88}");
        raised(2);
        add("{\"type\": \"heart_rate\", \"value\": 140}");
        raised(3);

        var first = data(app.get(ALERTS + "?limit=2"), 200);
        var second = data(
                app.get(ALERTS + "?limit=2&cursor={c}", first.path("nextCursor").asString()), 200);

        assertThat(first.path("items").valueStream().map(it -> it.path("type").asString()))
                .containsExactly("heart_rate", "spo2");
        assertThat(second.path("items").valueStream().map(it -> it.path("type").asString()))
                .containsExactly("blood_pressure");
        assertThat(second.path("nextCursor").isNull()).isTrue();
    }

    @Test
    void logsTellNeitherWhoseNorWhatValue() {

        try (var logs = CapturedLogs.start()) {
            add("{\"type\": \"temperature\", \"value\": 38.64, \"notes\": \"头疼\"}");
            raised(1);
            logs.assertSomewhere("raised", Episode.class.getPackageName());
            logs.assertNowhere("38.64", "38.6", "头疼", elder.toString());
        }
    }

    private String measures(int systolic, int diastolic, Instant at) {
        return add(reading(systolic, diastolic, at));
    }

    private String add(String reading) {
        return data(app.post("/api/v1/health/records", reading), 201).path("id").asString();
    }

    private void batch(String... readings) {
        data(
                app.post("/api/v1/health/records/batch", "{\"records\": [%s]}".formatted(String.join(",", readings))),
                200);
    }

    private static String reading(int systolic, int diastolic, Instant at) {
        return """
            {"type": "blood_pressure", "recordedAt": "%s", "metadata": {"systolic": %d, "diastolic": %d}}\
            """.formatted(at, systolic, diastolic);
    }

    private List<RecordedEvents.Received> raised(int count) {
        return RecordedEvents.of("alert-raised").await(count, elder.toString());
    }

    private List<JsonNode> alerts() {
        return data(app.get(ALERTS), 200).path("items").valueStream().toList();
    }

    private String statusOf(String id) {
        return alerts().stream()
                .filter(it -> it.path("id").asString().equals(id))
                .findFirst()
                .orElseThrow()
                .path("status")
                .asString();
    }

    private void acknowledge(String alert, UUID child, int toldVersion) {

        var event = EventContract.of("alert-acknowledged").minimal();
        event.put("alertId", alert);
        event.put("userId", elder.toString());
        event.put("alertVersion", toldVersion);
        event.put("occurredAt", Instant.now().toString());
        event.putObject("by").put("kind", "child").put("id", child.toString());
        KafkaEvents.publish("alert-acknowledged", elder.toString(), "/child-service", event.toString());
    }

    private void publish(UUID id, JsonNode event) {
        var topic = "health-record-ingested";
        KafkaEvents.publish(
                topic, elder.toString(), KafkaEvents.typeOf(topic), id, "/health-service", event.toString());
    }

    /** Everything the engine remembers of this elder happened so much earlier. */
    private void passes(String interval) {
        database.sql("""
            update alerts
               set told_at = told_at - :time::interval, read_at = read_at - :time::interval,
                   acknowledged_at = acknowledged_at - :time::interval
             where user_id = :user
            """).bind("time", interval).bind("user", elder).then().block();
        database.sql("update alert_courses set due_at = due_at - :time::interval where user_id = :user")
                .bind("time", interval)
                .bind("user", elder)
                .then()
                .block();
    }

    private void awaitJudged(String type) {
        Awaitility.await()
                .untilAsserted(() -> assertThat(database.sql("""
                    select count(*) from alert_courses
                     where user_id = :user and type = :type and newest_judged_at is not null
                    """)
                                .bind("user", elder)
                                .bind("type", type)
                                .mapValue(Long.class)
                                .one()
                                .block())
                        .isEqualTo(1));
    }

    private long deadLetters() {
        return database.sql("select count(*) from dead_letters where message_key = :user")
                .bind("user", elder.toString())
                .mapValue(Long.class)
                .one()
                .block();
    }

    private long outboxOf(String topic) {
        return database.sql("select count(*) from outbox_messages where topic = :topic and message_key = :user")
                .bind("topic", topic)
                .bind("user", elder.toString())
                .mapValue(Long.class)
                .one()
                .block();
    }
}
