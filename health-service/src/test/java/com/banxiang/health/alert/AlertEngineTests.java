package com.banxiang.health.alert;

import static com.banxiang.health.Readings.pressure;
import static com.banxiang.health.Readings.spo2;
import static org.assertj.core.api.Assertions.assertThat;

import com.banxiang.testkit.CapturedLogs;
import com.banxiang.testkit.EventContract;
import com.banxiang.testkit.RecordedEvents;
import com.banxiang.testkit.ServiceTest;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;

/** From a stored reading over Kafka to the alert and back, on the real servers. */
@ServiceTest
class AlertEngineTests {

    WatchedElder elder;

    @BeforeEach
    void login(@Autowired WebTestClient client, @Autowired DatabaseClient database) {
        elder = new WatchedElder(client, database);
    }

    @Test
    void dangerousReadingIsTold() {

        var record = elder.measures(168, 104, Instant.now());

        var event = elder.raised(1).getFirst();
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
    void calmReadingTellsNobody() {

        elder.measures(128, 82, Instant.now());

        elder.awaitJudged("BLOOD_PRESSURE");
        assertThat(elder.alerts()).isEmpty();
        assertThat(RecordedEvents.of("alert-raised").soFar(elder.key())).isEmpty();
    }

    @Test
    void worseReadingIsToldAgainAndTwoCalmOnesEndIt() {

        elder.measures(168, 104, Instant.now().minusSeconds(60));
        elder.measures(190, 104, Instant.now().minusSeconds(50));
        elder.measures(130, 80, Instant.now().minusSeconds(40));
        elder.measures(131, 80, Instant.now().minusSeconds(30));

        var closed = elder.closed();
        EventContract.of("alert-closed").verify(closed.value());
        assertThat(closed.json().path("reason").asString()).isEqualTo("recovered");
        var told = elder.raised(2);
        assertThat(told.get(1).json().path("version").asInt()).isEqualTo(2);
        assertThat(told.get(1).json().path("severity").asString()).isEqualTo("critical");
        assertThat(told.get(1).json().path("count").asInt()).isEqualTo(2);
        assertThat(told.get(0).json().path("alertId"))
                .isEqualTo(told.get(1).json().path("alertId"));
        assertThat(elder.alerts().getFirst().path("status").asString()).isEqualTo("closed");
        assertThat(elder.alerts().getFirst().has("closedAt")).isTrue();
    }

    @Test
    void oneArrivalMayOpenCloseAndOpenAgain() {

        var now = Instant.now();

        elder.measuresAtOnce(
                pressure(168, 104, now.minusSeconds(50)),
                pressure(120, 80, now.minusSeconds(40)),
                pressure(121, 80, now.minusSeconds(30)),
                pressure(170, 104, now.minusSeconds(20)));

        assertThat(elder.raised(2))
                .extracting(it -> it.json().path("alertId").asString())
                .doesNotHaveDuplicates();
        elder.closed();
        assertThat(elder.alerts())
                .extracting(it -> it.path("status").asString())
                .containsExactlyInAnyOrder("open", "closed");
    }

    @Test
    void manyReadingsOfOneArrivalAreOneTelling() {

        var now = Instant.now();

        elder.measuresAtOnce(
                pressure(168, 104, now.minusSeconds(50)),
                pressure(169, 104, now.minusSeconds(40)),
                pressure(170, 104, now.minusSeconds(30)),
                pressure(171, 104, now.minusSeconds(20)));
        elder.measures(spo2(88));

        assertThat(elder.raised(2).getFirst().json().path("value").asInt()).isEqualTo(168);
        assertThat(elder.alertsOf("blood_pressure")).singleElement().satisfies(it -> {
            assertThat(it.path("count").asInt()).isEqualTo(4);
            assertThat(it.path("value").asInt()).isEqualTo(171);
        });
    }

    @Test
    void typesHaveEpisodesOfTheirOwn() {

        elder.measures(168, 104, Instant.now());
        elder.measures(spo2(88));

        assertThat(elder.raised(2))
                .extracting(it -> it.json().path("type").asString())
                .containsExactlyInAnyOrder("blood_pressure", "spo2");
    }

    @Test
    void olderReadingsThatArriveLaterCloseNothing() {

        var now = Instant.now();
        elder.measures(168, 104, now.minusSeconds(60));
        elder.measures(120, 80, now.minusSeconds(90));
        elder.measures(120, 80, now.minusSeconds(80));
        elder.measures(190, 104, now.minusSeconds(50));

        elder.raised(2);
        assertThat(elder.alerts()).singleElement().satisfies(it -> {
            assertThat(it.path("status").asString()).isEqualTo("open");
            assertThat(it.path("count").asInt()).isEqualTo(2);
        });
    }

    @Test
    void meterThatShowsLoIsTheWorst() {

        elder.measures("{\"type\": \"blood_sugar\", \"value\": 3.6, \"metadata\": {\"comparator\": \"<\"}}");

        var alert = elder.raised(1).getFirst().json();
        assertThat(alert.path("severity").asString()).isEqualTo("critical");
        assertThat(alert.path("direction").asString()).isEqualTo("below");
        assertThat(alert.path("metadata").path("comparator").asString()).isEqualTo("<");
    }

    @Test
    void lateReadingIsToldAsLate() {

        elder.measures(168, 104, Instant.now().minus(Duration.ofHours(2)));

        var alert = elder.raised(1).getFirst().json();
        assertThat(alert.path("late").asBoolean()).isTrue();
        assertThat(alert.path("message").asString()).startsWith("较早的一次测量");
    }

    @Test
    void yesterdaysReadingIsHistory() {

        elder.measures(190, 104, Instant.now().minus(Duration.ofHours(25)));
        elder.measures(spo2(88));

        assertThat(elder.raised(1).getFirst().json().path("type").asString()).isEqualTo("spo2");
    }

    @Test
    void logsTellNeitherWhoseNorWhatValue() {

        try (var logs = CapturedLogs.start()) {
            elder.measures("{\"type\": \"temperature\", \"value\": 38.64, \"notes\": \"头疼\"}");
            elder.raised(1);
            logs.assertSomewhere("raised", Episode.class.getPackageName());
            logs.assertNowhere("38.64", "头疼", elder.key());
        }
    }
}
