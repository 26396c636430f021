package com.banxiang.health.arrival;

import static com.banxiang.health.Api.data;
import static com.banxiang.health.Api.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import com.banxiang.health.Api;
import com.banxiang.health.Elder;
import com.banxiang.health.reading.Source;
import com.banxiang.platform.crypto.FieldCipher;
import com.banxiang.testkit.ServiceTest;
import com.banxiang.testkit.Shipped;
import com.banxiang.testkit.TestTokens;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

/** What devices brought is kept as it came, and says the same when it is read anew. */
@ServiceTest
class ReplayPayloadsTests {

    private static final String REPLAY = "/api/v1/admin/health-service/raw-payloads/replay";

    /** Everything a reading is but its id. */
    private static final String ROWS = """
          select concat_ws('|', type, value, details, source, recorded_at)
            from health_records
           where user_id = ?
        order by 1
        """;

    @Autowired
    WebTestClient client;

    @Autowired
    StoreArrivals storeArrivals;

    @Autowired
    List<PayloadReader> readers;

    @Autowired
    ForgetPayloads forgetPayloads;

    @Autowired
    FieldCipher cipher;

    Elder elder;

    @BeforeEach
    void meet(@Autowired DatabaseClient database) {
        elder = new Elder(client, database);
    }

    @Test
    void everySourceButThePersonHasAReader() {
        assertThat(readers).extracting(PayloadReader::source).containsExactlyInAnyOrder(Source.BAND, Source.HUAWEI);
    }

    @Test
    void readingsThatWereLostComeBackAsTheyWere() {

        arrives(Source.BAND, band(120));
        arrives(Source.HUAWEI, huawei(71));
        var before = elder.tables().all(String.class, ROWS, elder.id());
        assertThat(before).hasSize(3);

        elder.tables().change("delete from health_records where user_id = ?", elder.id());
        var replayed = data(replay(elder.id()), 200);

        assertThat(replayed.path("restored").asInt()).isEqualTo(3);
        assertThat(elder.tables().all(String.class, ROWS, elder.id())).isEqualTo(before);
    }

    @Test
    void readingsThatAreThereStayAndNobodyIsToldAgain() {

        arrives(Source.BAND, band(120));
        var ids = elder.tables()
                .all(UUID.class, "select id from health_records where user_id = ? order by id", elder.id());

        for (var i = 0; i < 2; i++) {
            var replayed = data(replay(elder.id()), 200);
            assertThat(replayed.path("restored").asInt()).isZero();
            assertThat(replayed.path("known").asInt()).isEqualTo(2);
        }

        assertThat(elder.tables()
                        .all(UUID.class, "select id from health_records where user_id = ? order by id", elder.id()))
                .isEqualTo(ids);
        assertThat(elder.announced("health-record-ingested")).isEqualTo(1);
        assertThat(elder.count("raw_payloads")).isEqualTo(1);
    }

    @Test
    void payloadIsReadAsOfWhenItCame() {

        arrives(Source.BAND, band(120));
        elder.tables()
                .change(
                        "update raw_payloads set received_at = received_at - interval '25 days' where user_id = ?",
                        elder.id());

        assertThat(data(replay(elder.id()), 200).path("known").asInt()).isZero();
    }

    @Test
    void payloadIsKeptEncryptedAndForgottenAfterThirtyDays() {

        var payload = band(120);
        arrives(Source.BAND, payload);
        var stored = elder.tables().one(byte[].class, "select payload from raw_payloads where user_id = ?", elder.id());
        assertThat(cipher.decrypt(stored)).isEqualTo(payload);
        assertThat(new String(stored, java.nio.charset.StandardCharsets.ISO_8859_1))
                .doesNotContain("blood_pressure");

        elder.tables()
                .change(
                        "update raw_payloads set received_at = received_at - interval '29 days 23 hours 59 minutes'"
                                + " where user_id = ?",
                        elder.id());
        forgetPayloads.handle().block();
        assertThat(elder.count("raw_payloads")).isEqualTo(1);

        elder.tables()
                .change(
                        "update raw_payloads set received_at = received_at - interval '1 minute' where user_id = ?",
                        elder.id());
        forgetPayloads.handle().block();
        assertThat(elder.count("raw_payloads")).isZero();
    }

    @Test
    void withoutConsentNothingIsStored() {

        var without = UUID.randomUUID();
        Api.agrees(without, false);
        arrives(Source.BAND, band(120));
        elder.tables().change("update raw_payloads set user_id = ? where user_id = ?", without, elder.id());

        assertThat(data(replay(without), 200).path("restored").asInt()).isZero();
        assertThat(elder.tables().count("select count(*) from health_records where user_id = ?", without))
                .isZero();
    }

    @Test
    void isForAdministratorsAndLeavesATrace() {

        assertThat(refusal(as("Bearer " + TestTokens.operator(UUID.randomUUID(), "SUPPORT")), 403))
                .isEqualTo("FORBIDDEN");
        assertThat(refusal(as("Bearer " + TestTokens.user(elder.id())), 403)).isEqualTo("FORBIDDEN");
        assertThat(refusal(
                        Api.with(client, "Bearer " + TestTokens.operator(UUID.randomUUID(), "ADMIN"))
                                .post(REPLAY, "{}"),
                        400))
                .isEqualTo("VALIDATION_FAILED");

        data(replay(elder.id()), 200);

        assertThat(elder.tables()
                        .count(
                                "select count(*) from audit_log where what = 'replay-raw-payloads' and whose_id = ?",
                                elder.id()))
                .isEqualTo(1);
    }

    @Test
    void shippedSettingsAreAsAgreed() {

        var shipped = Shipped.settings("health.arrival", ArrivalSettings.class);

        assertThat(shipped.rawKeptFor()).isEqualTo(Duration.ofDays(30));
        assertThat(shipped.unreliableToldEvery()).isEqualTo(Duration.ofMinutes(30));
    }

    private ResponseSpec replay(UUID user) {
        return Api.with(client, "Bearer " + TestTokens.operator(UUID.randomUUID(), "ADMIN"))
                .post(REPLAY, "{\"userId\": \"%s\"}".formatted(user));
    }

    private ResponseSpec as(String authorization) {
        return Api.with(client, authorization).post(REPLAY, "{\"userId\": \"%s\"}".formatted(elder.id()));
    }

    /** As a webhook or a pull stores it. */
    private void arrives(Source source, String payload) {

        var reader =
                readers.stream().filter(it -> it.source() == source).findAny().orElseThrow();
        var sound = reader.read(payload, Instant.now());
        storeArrivals
                .handle(new Delivered(
                        UUID.randomUUID(), elder.id(), source, new Sorted(sound, List.of()), payload, false))
                .block();
    }

    private static String band(int systolic) {
        return """
            {"id": "evt_1", "deviceId": "dev-1", "occurredAt": "%s", "measurements": [
             {"metric": "blood_pressure", "systolic": %d, "diastolic": 80, "pulse": 70, "measuredAt": "%s"},
             {"metric": "sleep", "value": 400, "start": "%s", "end": "%s",
              "stages": [{"stage": "deep", "minutes": 100}, {"stage": "light", "minutes": 300}]}]}\
            """.formatted(
                        Instant.now(),
                        systolic,
                        Instant.now().minusSeconds(60),
                        Instant.now().minusSeconds(30000),
                        Instant.now().minusSeconds(3600));
    }

    private static String huawei(int bpm) {
        var at = Instant.now().minusSeconds(90).toEpochMilli();
        return """
            {"group": [{"sampleSet": [{"samplePoints": [{"startTime": %d000000, "endTime": %d000000,
             "dataTypeName": "com.huawei.instantaneous.heart_rate",
             "value": [{"fieldName": "bpm", "integerValue": %d}]}]}]}]}\
            """.formatted(at, at, bpm);
    }
}
