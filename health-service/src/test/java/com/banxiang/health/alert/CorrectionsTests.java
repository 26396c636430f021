package com.banxiang.health.alert;

import static com.banxiang.health.Api.data;
import static com.banxiang.health.Api.refusal;
import static com.banxiang.health.Readings.reading;
import static com.banxiang.health.Readings.spo2;
import static org.assertj.core.api.Assertions.assertThat;

import com.banxiang.testkit.EventContract;
import com.banxiang.testkit.ServiceTest;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;

@ServiceTest
class CorrectionsTests {

    WatchedElder elder;

    @BeforeEach
    void login(@Autowired WebTestClient client, @Autowired DatabaseClient database) {
        elder = new WatchedElder(client, database);
    }

    @Test
    void takingBackTheOnlyRecordClosesTheAlert() {

        var record = elder.measures(168, 104, Instant.now());
        elder.raised(1);

        elder.app().delete("/api/v1/health/records/" + record).expectStatus().isOk();

        var closed = elder.closed();
        assertThat(closed.json().path("reason").asString()).isEqualTo("corrected");
        EventContract.of("alert-closed").verify(closed.value());
    }

    @Test
    void recordThatWasTakenBackBeforeItWasJudgedAlarmsNobody() {

        var record = UUID.fromString(elder.measures(reading("heart_rate", 70, Instant.now())));
        elder.app().delete("/api/v1/health/records/" + record).expectStatus().isOk();

        elder.hears(elder.heartRate(140, record, Instant.now(), Instant.now()));
        elder.measures(spo2(88));

        assertThat(elder.raised(1).getFirst().json().path("type").asString()).isEqualTo("spo2");
        assertThat(elder.alertsOf("heart_rate")).isEmpty();
    }

    @Test
    void recordIsTakenBackTogetherWithItsAlertOrNotAtAll() {

        var record = elder.measures(168, 104, Instant.now());
        elder.raised(1);
        elder.tables()
                .change("alter table outbox_messages add constraint no_more check (message_key <> '%s') not valid"
                        .formatted(elder.key()));

        try {
            assertThat(refusal(elder.app().delete("/api/v1/health/records/" + record), 500))
                    .isEqualTo("INTERNAL_ERROR");
        } finally {
            elder.tables().change("alter table outbox_messages drop constraint no_more");
        }

        data(elder.app().get("/api/v1/health/records/" + record), 200);
        assertThat(elder.alerts().getFirst().path("status").asString()).isEqualTo("open");
    }
}
