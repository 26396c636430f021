package com.banxiang.health.alert;

import static com.banxiang.health.Readings.spo2;
import static org.assertj.core.api.Assertions.assertThat;

import com.banxiang.testkit.EventContract;
import com.banxiang.testkit.KafkaEvents;
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
import tools.jackson.databind.node.ObjectNode;

/** Whatever arrives, and however often: twice, again from the beginning, unreadable. */
@ServiceTest
class HealthRecordIngestedListenerTests {

    WatchedElder elder;

    @BeforeEach
    void login(@Autowired WebTestClient client, @Autowired DatabaseClient database) {
        elder = new WatchedElder(client, database);
    }

    @Test
    void readsEventsWithEveryFieldTheirContractsName() {

        var ingested = EventContract.of("health-record-ingested").full();
        ingested.put("userId", elder.key());
        ingested.put("occurredAt", Instant.now().toString());
        ((ObjectNode) ingested.path("readings").get(0))
                .put("type", "heart_rate")
                .put("value", 140)
                .put("recordedAt", Instant.now().toString());

        elder.hears(ingested);

        elder.raised(1);
        assertThat(deadLetters()).isZero();
    }

    @Test
    void eventNobodyCanReadBecomesADeadLetterAndHoldsUpNobody() {

        KafkaEvents.publish("health-record-ingested", elder.key(), "/health-service", "{\"userId\": 5}");

        elder.isAlarmed();
        assertThat(deadLetters()).isEqualTo(1);
    }

    @Test
    void eventThatComesTwiceIsJudgedOnce() {

        var event = elder.heartRate(140, UUID.randomUUID(), Instant.now(), Instant.now());
        var id = UUID.randomUUID();

        elder.hears(id, event);
        elder.hears(id, event);
        elder.measures(168, 104, Instant.now());

        elder.raised(2);
        assertThat(elder.alertsOf("heart_rate"))
                .singleElement()
                .satisfies(it -> assertThat(it.path("count").asInt()).isEqualTo(1));
    }

    @Test
    void arrivalDecidesWhatIsLateNotTheMomentItIsHeard() {

        var twoHoursAgo = Instant.now().minus(Duration.ofHours(2));

        elder.hears(elder.heartRate(140, UUID.randomUUID(), twoHoursAgo, twoHoursAgo));

        assertThat(elder.raised(1).getFirst().json().path("late").asBoolean(true))
                .isFalse();
    }

    @Test
    void runningHistoryAgainGivesTheSameAlerts() {

        var record = elder.measures(168, 104, Instant.now());
        var first = elder.raised(1).getFirst().json();
        var history = RecordedEvents.of("health-record-ingested").await(elder.key());
        elder.tables().change("delete from alerts where user_id = ?", elder.id());
        elder.tables().change("delete from alert_courses where user_id = ?", elder.id());

        elder.hears(history.json());

        assertThat(elder.raised(2).get(1).json().path("alertId")).isEqualTo(first.path("alertId"));
        assertThat(elder.alerts()).hasSize(1);
        assertThat(elder.alerts().getFirst().path("recordId").asString()).isEqualTo(record);
    }

    @Test
    void historyThatIsOverOpensNothingWhenItRunsAgain() {

        elder.measures(168, 104, Instant.now().minusSeconds(60));
        var history = RecordedEvents.of("health-record-ingested").await(elder.key());
        elder.raised(1);
        elder.measures(120, 80, Instant.now().minusSeconds(40));
        elder.measures(120, 80, Instant.now().minusSeconds(30));
        elder.closed();

        elder.hears(history.json());
        elder.measures(spo2(88));

        assertThat(elder.raised(2).get(1).json().path("type").asString()).isEqualTo("spo2");
        assertThat(elder.alerts()).hasSize(2);
    }

    private long deadLetters() {
        return elder.tables().count("select count(*) from dead_letters where message_key = ?", elder.key());
    }
}
