package com.banxiang.health.alert;

import static com.banxiang.health.Readings.pressure;
import static com.banxiang.health.Readings.reading;
import static org.assertj.core.api.Assertions.assertThat;

import com.banxiang.health.Readings;
import com.banxiang.testkit.EventContract;
import com.banxiang.testkit.ServiceTest;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;

/** Readings above what is usual for the person, from their days to the alert. */
@ServiceTest
class WorseningTests {

    WatchedElder elder;

    @BeforeEach
    void login(@Autowired WebTestClient client, @Autowired DatabaseClient database) {
        elder = new WatchedElder(client, database);
    }

    /** Eight days of 110: usual up to 115.19. */
    @Test
    void threeReadingsAboveTheBaselineAreAnInfo() {

        var now = Instant.now();
        elder.measuresAtOnce(IntStream.rangeClosed(2, 9)
                .mapToObj(it -> pressure(110, 70, now.minus(Duration.ofDays(it))))
                .toArray(String[]::new));

        elder.measures(128, 80, now.minusSeconds(50));
        elder.measures(129, 80, now.minusSeconds(40));
        elder.measures(130, 80, now.minusSeconds(30));

        var told = elder.raised(1).getFirst();
        EventContract.of("alert-raised").verify(told.value());
        var alert = told.json();
        assertThat(alert.path("severity").asString()).isEqualTo("info");
        assertThat(alert.path("value").asInt()).isEqualTo(130);
        assertThat(alert.path("bound").asDouble()).isEqualTo(115.19);
        assertThat(alert.path("component").asString()).isEqualTo("systolic");
        assertThat(alert.path("message").asString()).contains("平时", "120").doesNotContain("130");
    }

    @Test
    void newcomerHasNoBaseline() {

        var now = Instant.now();
        for (var i = 0; i < 4; i++) {
            elder.measures(140, 90, now.minusSeconds(60 - i));
        }
        elder.measures(Readings.spo2(88));

        assertThat(elder.raised(1).getFirst().json().path("type").asString()).isEqualTo("spo2");
    }

    @Test
    void bodyAtWorkIsExpectedToBeAbove() {

        var now = Instant.now();
        elder.measuresAtOnce(IntStream.rangeClosed(2, 9)
                .mapToObj(it -> reading("heart_rate", 70, now.minus(Duration.ofDays(it))))
                .toArray(String[]::new));

        elder.measuresAtOnce(IntStream.range(0, 3)
                .mapToObj(it -> """
                    {"type": "heart_rate", "value": 110, "recordedAt": "%s", "metadata": {"context": "active"}}\
                    """.formatted(now.minusSeconds(60 - it)))
                .toArray(String[]::new));
        elder.measures(Readings.spo2(88));

        assertThat(elder.raised(1).getFirst().json().path("type").asString()).isEqualTo("spo2");
    }
}
