package com.banxiang.health.webhook;

import static com.banxiang.health.Api.data;
import static com.banxiang.health.webhook.Band.heartRate;
import static org.assertj.core.api.Assertions.assertThat;

import com.banxiang.health.Elder;
import com.banxiang.platform.crypto.FieldCipher;
import com.banxiang.testkit.EventContract;
import com.banxiang.testkit.RecordedEvents;
import com.banxiang.testkit.ServiceTest;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;

/** What nobody believes: kept aside, and measured again. */
@ServiceTest
class UnreliableMeasurementTests {

    @Autowired
    FieldCipher cipher;

    Elder elder;
    Band band;

    @BeforeEach
    void pair(@Autowired WebTestClient client, @Autowired DatabaseClient database) {
        elder = new Elder(client, database);
        band = Band.of(elder, client);
    }

    @Test
    void implausibleReadingIsKeptRawAndTheElderIsAskedOnce() {

        data(band.measures(heartRate(20)), 202);
        data(band.measures("{\"metric\": \"spo2\", \"value\": 12}"), 202);

        assertThat(kept(String.class, "reason")).containsExactly("heart_rate value", "spo2 value");
        assertThat(kept(byte[].class, "payload").stream().map(cipher::decrypt))
                .containsExactly("{\"metric\":\"heart_rate\",\"value\":20}", "{\"metric\":\"spo2\",\"value\":12}");
        var event = RecordedEvents.of("measurement-unreliable").await(elder.key());
        EventContract.of("measurement-unreliable").verify(event.value());
        assertThat(event.json().path("type").asString()).isEqualTo("heart_rate");
        assertThat(event.json().propertyNames())
                .containsExactlyInAnyOrder("userId", "type", "at", "occurredAt", "version");
        assertThat(elder.announced("measurement-unreliable")).isEqualTo(1);
        assertThat(elder.count("health_records")).isZero();
    }

    @Test
    void afterHalfAnHourTheElderIsAskedAgain() {

        data(band.measures(heartRate(20)), 202);
        passes("29 minutes");
        data(band.measures(heartRate(20)), 202);
        assertThat(elder.announced("measurement-unreliable")).isEqualTo(1);

        passes("1 minute");
        data(band.measures(heartRate(20)), 202);

        assertThat(RecordedEvents.of("measurement-unreliable")
                        .await(2, elder.key())
                        .get(1)
                        .json()
                        .path("version")
                        .asInt())
                .isEqualTo(2);
    }

    @Test
    void implausibleWeightIsKeptButNobodyIsAsked() {

        data(band.measures("{\"metric\": \"weight\", \"value\": 900}"), 202);

        assertThat(elder.count("raw_payloads")).isEqualTo(1);
        assertThat(elder.announced("measurement-unreliable")).isZero();
    }

    private <T> List<T> kept(Class<T> type, String column) {
        return elder.tables()
                .all(
                        type,
                        "select %s from raw_payloads where user_id = ? order by reason".formatted(column),
                        elder.id());
    }

    private void passes(String interval) {
        elder.tables()
                .change(
                        "update unreliable_measurements set told_at = told_at - ?::interval where user_id = ?",
                        interval,
                        elder.id());
    }
}
