package com.banxiang.health.alert;

import static com.banxiang.health.Api.data;
import static org.assertj.core.api.Assertions.assertThat;

import com.banxiang.health.Readings;
import com.banxiang.testkit.ServiceTest;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;

/** The engine and the bounds a person has set. */
@ServiceTest
class OwnBoundsTests {

    WatchedElder elder;

    @BeforeEach
    void login(@Autowired WebTestClient client, @Autowired DatabaseClient database) {
        elder = new WatchedElder(client, database);
    }

    @Test
    void narrowerBoundsTellFromTheNextReadingOn() {

        elder.measures(145, 80, Instant.now().minusSeconds(50));
        elder.awaitJudged("BLOOD_PRESSURE");
        sets("\"high\": 140");
        elder.measures(145, 80, Instant.now());

        var alert = elder.raised(1).getFirst().json();
        assertThat(alert.path("bound").asInt()).isEqualTo(140);
        assertThat(alert.path("severity").asString()).isEqualTo("warning");
        assertThat(alert.path("rulesVersion").asString()).isEqualTo("clinical-rules-2026-11+own-1");
    }

    @Test
    void widerBoundsTellNobody() {

        sets("\"low\": 80, \"high\": 170");
        elder.measures(165, 80, Instant.now().minusSeconds(50));
        elder.measures(82, 60, Instant.now().minusSeconds(40));
        elder.measures(Readings.spo2(88));

        assertThat(elder.raised(1).getFirst().json().path("type").asString()).isEqualTo("spo2");
    }

    @Test
    void criticalIsToldWhateverTheBounds() {

        sets("\"high\": 170");
        elder.measures(181, 80, Instant.now());

        assertThat(elder.raised(1).getFirst().json().path("severity").asString())
                .isEqualTo("critical");
    }

    private void sets(String ends) {
        data(
                elder.app()
                        .replace(
                                "/api/v1/health/thresholds",
                                "{\"items\": [{\"type\": \"blood_pressure\", \"component\": \"systolic\", %s}]}"
                                        .formatted(ends)),
                200);
    }
}
