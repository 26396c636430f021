package com.banxiang.health.clinical;

import static com.banxiang.health.Api.data;
import static org.assertj.core.api.Assertions.assertThat;

import com.banxiang.health.Elder;
import com.banxiang.testkit.ServiceTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;

@ServiceTest
class ThresholdApiTests {

    Elder elder;

    @BeforeEach
    void login(@Autowired WebTestClient client, @Autowired DatabaseClient database) {
        elder = new Elder(client, database);
    }

    @Test
    void thresholdsAreTheBoundsOfAlerts() {

        var items = data(elder.app().get("/api/v1/health/thresholds"), 200).path("items");

        assertThat(items.valueStream()
                        .filter(it -> it.path("type").asString().equals("blood_pressure"))
                        .map(it -> "%s %s–%s %s"
                                .formatted(
                                        it.path("component").asString(),
                                        it.path("low").asInt(),
                                        it.path("high").asInt(),
                                        it.path("custom").asBoolean())))
                .containsExactly("systolic 85–150 false", "diastolic 55–100 false");
        assertThat(items).hasSize(7);
    }
}
