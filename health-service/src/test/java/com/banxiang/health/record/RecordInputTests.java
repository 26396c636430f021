package com.banxiang.health.record;

import static com.banxiang.health.Api.envelope;
import static com.banxiang.health.Api.refusal;
import static com.banxiang.health.Readings.RECORDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.banxiang.health.Elder;
import com.banxiang.testkit.ServiceTest;
import com.banxiang.testkit.TestTokens;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;

@ServiceTest
class RecordInputTests {

    @Autowired
    WebTestClient client;

    Elder elder;

    @BeforeEach
    void login(@Autowired DatabaseClient database) {
        elder = new Elder(client, database);
    }

    @ParameterizedTest(name = "{1}: {0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"value\": 120} | type | VALIDATION_FAILED",
                "{\"type\": \"mood\", \"value\": 5} | type | VALIDATION_FAILED",
                "{\"type\": 5, \"value\": 5} | type | MALFORMED_REQUEST",
                "{\"type\": \"heart_rate\"} | value | VALIDATION_FAILED",
                "{\"type\": \"heart_rate\", \"value\": null} | value | VALIDATION_FAILED",
                "{\"type\": \"heart_rate\", \"value\": \"72\"} | value | VALIDATION_FAILED",
                "{\"type\": \"heart_rate\", \"value\": true} | value | VALIDATION_FAILED",
                "{\"type\": \"heart_rate\", \"value\": [72]} | value | VALIDATION_FAILED",
                "{\"type\": \"heart_rate\", \"value\": 1e400} | value | VALIDATION_FAILED",
                "{\"type\": \"heart_rate\", \"value\": {\"beats\": 72}} | value | VALIDATION_FAILED",
                "{\"type\": \"heart_rate\", \"value\": {\"bpm\": \"72\"}} | value.bpm | VALIDATION_FAILED",
                "{\"type\": \"spo2\", \"value\": {\"bpm\": 97}} | value | VALIDATION_FAILED",
                "{\"type\": \"blood_pressure\", \"value\": 120} | metadata.systolic | VALIDATION_FAILED",
                "{\"type\": \"blood_pressure\", \"metadata\": {\"systolic\": 120}} | metadata.diastolic |"
                        + " VALIDATION_FAILED",
                "{\"type\": \"blood_pressure\", \"value\": 121, \"metadata\": {\"systolic\": 120, \"diastolic\":"
                        + " 80}} | value | VALIDATION_FAILED",
                "{\"type\": \"blood_pressure\", \"metadata\": {\"systolic\": \"x\", \"diastolic\": 80}} |"
                        + " metadata.systolic | MALFORMED_REQUEST",
                "{\"type\": \"blood_pressure\", \"value\": {\"systolic\": 120, \"diastolic\": 80}, \"metadata\":"
                        + " {\"systolic\": 130}} | metadata.systolic | VALIDATION_FAILED",
                "{\"type\": \"blood_sugar\", \"value\": 6, \"unit\": \"mg/dL\"} | unit | VALIDATION_FAILED",
                "{\"type\": \"blood_sugar\", \"value\": 6, \"metadata\": {\"context\": \"rest\"}} |"
                        + " metadata.context | VALIDATION_FAILED",
                "{\"type\": \"blood_sugar\", \"value\": 6, \"metadata\": {\"context\": \"supper\"}} |"
                        + " metadata.context | MALFORMED_REQUEST",
                "{\"type\": \"spo2\", \"value\": 97, \"metadata\": {\"comparator\": \"<\"}} | metadata.comparator"
                        + " | VALIDATION_FAILED",
                "{\"type\": \"spo2\", \"value\": 97, \"source\": \"band\"} | source | VALIDATION_FAILED",
                "{\"type\": \"spo2\", \"value\": 97, \"recordedAt\": \"yesterday\"} | recordedAt |"
                        + " MALFORMED_REQUEST",
                "{\"type\": \"spo2\", \"value\": 97, \"recordedAt\": 1700000000} | recordedAt | MALFORMED_REQUEST",
                "{\"type\": \"spo2\", \"value\": 97, \"recordedAt\": \"2026-02-30T08:00:00Z\"} | recordedAt |"
                        + " MALFORMED_REQUEST",
                "{\"type\": \"spo2\", \"value\": 97, \"notes\": \"a\\u0007b\"} | notes | VALIDATION_FAILED",
                "{\"type\": \"sleep\", \"value\": 400, \"metadata\": {\"stages\": [{\"stage\": \"x y\","
                        + " \"minutes\": 400}]}} | metadata.stages | VALIDATION_FAILED",
            })
    void isRefusedNamingTheField(String body, String field, String code) {

        var error = envelope(elder.app().post(RECORDS, body), 400).path("error");

        assertThat(error.path("code").asString()).isEqualTo(code);
        assertThat(error.path("details").get(0).path("field").asString()).isEqualTo(field);
        assertThat(elder.count("health_records")).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "null", "5", "{\"type\": \"spo2\", \"value\": NaN}", "{\"a\": 1}}"})
    void isNoReading(String body) {
        assertThat(refusal(elder.app().post(RECORDS, body), 400)).isIn("MALFORMED_REQUEST", "VALIDATION_FAILED");
    }

    @Test
    void wrongMediaTypeAndMethodAreRefused() {

        var token = TestTokens.user(elder.id());
        assertThat(refusal(
                        client.post()
                                .uri(RECORDS)
                                .header("Authorization", "Bearer " + token)
                                .header("Content-Type", "text/plain")
                                .bodyValue("x")
                                .exchange(),
                        415))
                .isEqualTo("UNSUPPORTED_MEDIA_TYPE");
        assertThat(refusal(elder.app().put(RECORDS), 405)).isEqualTo("METHOD_NOT_ALLOWED");
    }
}
