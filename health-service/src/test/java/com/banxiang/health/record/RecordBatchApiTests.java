package com.banxiang.health.record;

import static com.banxiang.health.Api.data;
import static com.banxiang.health.Api.refusal;
import static com.banxiang.health.Readings.BATCH;
import static com.banxiang.health.Readings.RECORDS;
import static com.banxiang.health.Readings.batch;
import static com.banxiang.health.Readings.pressure;
import static com.banxiang.health.Readings.reading;
import static org.assertj.core.api.Assertions.assertThat;

import com.banxiang.health.Elder;
import com.banxiang.testkit.EventContract;
import com.banxiang.testkit.RecordedEvents;
import com.banxiang.testkit.ServiceTest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;

@ServiceTest
class RecordBatchApiTests {

    Elder elder;

    @BeforeEach
    void login(@Autowired WebTestClient client, @Autowired DatabaseClient database) {
        elder = new Elder(client, database);
    }

    @Test
    void judgesEachItemByItself() {

        var at = Instant.now().minusSeconds(3600).truncatedTo(ChronoUnit.SECONDS);
        elder.adds(pressure(120, 80, at));

        var answer = elder.addsAll(
                pressure(120, 80, at),
                "{\"type\": \"heart_rate\", \"value\": 300}",
                "{\"type\": \"heart_rate\", \"value\": \"x\"}",
                pressure(121, 80, at),
                "{\"type\": {}, \"value\": 1}",
                "\"nonsense\"",
                "null",
                pressure(122, 80, at.plusSeconds(1)),
                reading("spo2", 97, at));

        assertThat(answer.path("accepted").asInt()).isEqualTo(2);
        assertThat(answer.path("duplicates").asInt()).isEqualTo(1);
        assertThat(answer.path("rejected")
                        .valueStream()
                        .map(it ->
                                it.path("index").asInt() + " " + it.path("code").asString()))
                .containsExactly(
                        "1 IMPLAUSIBLE_VALUE",
                        "2 VALIDATION_FAILED",
                        "3 RECORD_CONFLICT",
                        "4 MALFORMED_REQUEST",
                        "5 VALIDATION_FAILED",
                        "6 VALIDATION_FAILED");
        assertThat(answer.path("rejected").valueStream())
                .allMatch(it -> !it.path("message").asString().isBlank());
    }

    @Test
    void isOneEventInTimeOrder() {

        var now = Instant.now();
        var readings = IntStream.range(0, 200)
                .mapToObj(i -> pressure(110 + i % 20, 70, now.minusSeconds(i)))
                .toArray(String[]::new);

        assertThat(elder.addsAll(readings).path("accepted").asInt()).isEqualTo(200);

        var event = RecordedEvents.of("health-record-ingested").await(elder.key());
        EventContract.of("health-record-ingested").verify(event.value());
        assertThat(event.json().path("readings")).hasSize(200);
        assertThat(event.json()
                        .path("readings")
                        .valueStream()
                        .map(it -> Instant.parse(it.path("recordedAt").asString())))
                .isSorted();
        assertThat(elder.announced("health-record-ingested")).isEqualTo(1);
    }

    @Test
    void askedTwiceNothingIsStoredOrToldTwice() {

        var at = Instant.now().minusSeconds(60);
        var readings = new String[] {pressure(120, 80, at), pressure(120, 80, at.plusSeconds(1))};

        elder.addsAll(readings);
        var again = elder.addsAll(readings);

        assertThat(again.path("accepted").asInt()).isZero();
        assertThat(again.path("duplicates").asInt()).isEqualTo(2);
        assertThat(elder.count("health_records")).isEqualTo(2);
        assertThat(elder.announced("health-record-ingested")).isEqualTo(1);
    }

    @Test
    void sameMomentTwiceInOneBatchIsADuplicateOrAConflict() {

        var at = Instant.now().minusSeconds(60);

        var answer = elder.addsAll(pressure(120, 80, at), pressure(120, 80, at), pressure(130, 80, at));

        assertThat(answer.path("accepted").asInt()).isEqualTo(1);
        assertThat(answer.path("duplicates").asInt()).isEqualTo(1);
        assertThat(answer.path("rejected").get(0).path("index").asInt()).isEqualTo(2);
    }

    @Test
    void fiveHundredAreTakenAndOneMoreIsNot() {

        var now = Instant.now();
        var most = IntStream.range(0, 500)
                .mapToObj(i -> pressure(120, 80, now.minusSeconds(i)))
                .toArray(String[]::new);

        assertThat(elder.addsAll(most).path("accepted").asInt()).isEqualTo(500);
        assertThat(refusal(elder.app().post(BATCH, batch(String.join(",", most), "{}")), 400))
                .isEqualTo("VALIDATION_FAILED");
    }

    @Test
    void notesAreStoredEncryptedAndShownToTheirOwner() {

        elder.addsAll("{\"type\": \"spo2\", \"value\": 97, \"notes\": \"爬楼之后\"}", pressure(120, 80, Instant.now()));

        assertThat(data(elder.app().get(RECORDS + "?type=spo2"), 200)
                        .path("items")
                        .get(0)
                        .path("notes")
                        .asString())
                .isEqualTo("爬楼之后");
        var stored = elder.tables().one(byte[].class, """
            select notes from health_records where user_id = ? and type = 'SPO2'
            """, elder.id());
        assertThat(new String(stored, StandardCharsets.UTF_8)).doesNotContain("爬楼");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"records\": []}", "{\"records\": null}", "{\"records\": {}}", "[]"})
    void withoutRecordsIsRefused(String body) {
        assertThat(refusal(elder.app().post(BATCH, body), 400)).isIn("VALIDATION_FAILED", "MALFORMED_REQUEST");
    }

    @Test
    void tooLargeABodyIsRefused() {
        assertThat(refusal(elder.app().post(BATCH, batch("\"%s\"".formatted("x".repeat(1 << 20)))), 413))
                .isEqualTo("PAYLOAD_TOO_LARGE");
    }
}
