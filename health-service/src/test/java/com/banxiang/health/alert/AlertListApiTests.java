package com.banxiang.health.alert;

import static com.banxiang.health.Api.data;
import static com.banxiang.health.Api.refusal;
import static com.banxiang.health.Readings.reading;
import static com.banxiang.health.Readings.spo2;
import static com.banxiang.health.alert.WatchedElder.ALERTS;
import static org.assertj.core.api.Assertions.assertThat;

import com.banxiang.testkit.ServiceTest;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;

@ServiceTest
class AlertListApiTests {

    WatchedElder elder;

    @BeforeEach
    void login(@Autowired WebTestClient client, @Autowired DatabaseClient database) {
        elder = new WatchedElder(client, database);
    }

    @Test
    void alertIsListedAsThePageSays() {

        var record = elder.measures(168, 104, Instant.now());
        elder.raised(1);

        var alert = data(elder.app().get(ALERTS), 200).path("items").get(0);

        assertThat(alert.path("id").asString())
                .isEqualTo(Episode.idFor(UUID.fromString(record)).toString());
        assertThat(alert.path("status").asString()).isEqualTo("open");
        assertThat(alert.path("metadata").path("diastolic").asInt()).isEqualTo(104);
        assertThat(alert.path("unit").asString()).isEqualTo("mmHg");
        assertThat(alert.path("late").asBoolean(true)).isFalse();
        assertThat(alert.path("count").asInt()).isEqualTo(1);
        assertThat(alert.has("acknowledgedBy")).isFalse();
        assertThat(data(elder.app().get(ALERTS + "?status=closed"), 200).path("items"))
                .isEmpty();
        assertThat(data(elder.app().get(ALERTS + "?status=open"), 200).path("items"))
                .hasSize(1);
        assertThat(refusal(elder.app().get(ALERTS + "?status=sleeping"), 400)).isEqualTo("MALFORMED_REQUEST");
    }

    @Test
    void pagesThroughAlertsNewestFirst() {

        elder.isAlarmed();
        elder.measures(spo2(88));
        elder.raised(2);
        elder.measures(reading("heart_rate", 140, Instant.now()));
        elder.raised(3);

        var first = data(elder.app().get(ALERTS + "?limit=2"), 200);
        var second = data(
                elder.app()
                        .get(
                                ALERTS + "?limit=2&cursor={c}",
                                first.path("nextCursor").asString()),
                200);

        assertThat(first.path("items").valueStream().map(it -> it.path("type").asString()))
                .containsExactly("heart_rate", "spo2");
        assertThat(second.path("items").valueStream().map(it -> it.path("type").asString()))
                .containsExactly("blood_pressure");
        assertThat(second.path("nextCursor").isNull()).isTrue();
    }

    @Test
    void pagesThroughAlertsOfTheSameMoment() {

        elder.isAlarmed();
        elder.measures(spo2(88));
        elder.raised(2);
        elder.tables()
                .change("update alerts set raised_at = date_trunc('hour', raised_at) where user_id = ?", elder.id());

        var first = data(elder.app().get(ALERTS + "?limit=1"), 200);
        var second = data(
                elder.app()
                        .get(
                                ALERTS + "?limit=1&cursor={c}",
                                first.path("nextCursor").asString()),
                200);

        assertThat(Stream.of(first, second)
                        .map(it -> it.path("items").get(0).path("type").asString()))
                .containsExactlyInAnyOrder("blood_pressure", "spo2");
    }
}
