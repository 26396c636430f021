package com.banxiang.health.record;

import static com.banxiang.health.Api.data;
import static com.banxiang.health.Api.envelope;
import static com.banxiang.health.Api.refusal;
import static com.banxiang.health.Readings.RECORDS;
import static com.banxiang.health.Readings.pressure;
import static com.banxiang.health.Readings.reading;
import static com.banxiang.health.Readings.spo2;
import static org.assertj.core.api.Assertions.assertThat;

import com.banxiang.health.Elder;
import com.banxiang.platform.id.TimeOrderedIds;
import com.banxiang.testkit.AtOnce;
import com.banxiang.testkit.EventContract;
import com.banxiang.testkit.RecordedEvents;
import com.banxiang.testkit.ServiceTest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;

@ServiceTest
class AddRecordApiTests {

    @Autowired
    WebTestClient client;

    @Autowired
    DatabaseClient database;

    Elder elder;

    @BeforeEach
    void login() {
        elder = new Elder(client, database);
    }

    @Test
    void storesAndAnswersAPressureWithItsLevel() {

        var at = Instant.now().minus(Duration.ofHours(1)).truncatedTo(ChronoUnit.MILLIS);
        var answer = elder.app().post(RECORDS, pressure(168, 104, at));

        var record = data(answer.expectHeader().valueMatches("Location", RECORDS + "/[0-9a-f-]{36}"), 201);

        assertThat(record.path("type").asString()).isEqualTo("blood_pressure");
        assertThat(record.path("value").asInt()).isEqualTo(168);
        assertThat(record.path("unit").asString()).isEqualTo("mmHg");
        assertThat(record.path("source").asString()).isEqualTo("manual");
        assertThat(Instant.parse(record.path("recordedAt").asString())).isEqualTo(at);
        assertThat(record.path("metadata").path("diastolic").asInt()).isEqualTo(104);
        assertThat(record.path("indicators").path("level").asString()).isEqualTo("high");
        assertThat(record.path("indicators").path("description").asString()).isEqualTo("血压偏高");
    }

    @ParameterizedTest(name = "{0}: {3}")
    @CsvSource(
            delimiter = '|',
            value = {
                "blood_pressure | {\"systolic\": 182, \"diastolic\": 80} | mmHg | critical | 血压异常,请马上复测并告诉家人",
                "heart_rate | 55 | bpm | low | 心率偏低",
                "blood_sugar | 6.4 | mmol/L | elevated | 血糖略高",
                "spo2 | 97 | % | normal | 血氧正常",
                "temperature | 38 | °C | high | 体温偏高",
                "weight | 61 | kg | normal | 体重已记录",
                "steps | 6000 | steps | normal | 步数已记录",
                "sleep | 400 | min | normal | 睡眠已记录",
            })
    void everyTypeIsStoredInItsUnitAndSaidInWords(
            String type, String value, String unit, String level, String description) {

        var record = elder.adds("{\"type\": \"%s\", \"value\": %s}".formatted(type, value));

        assertThat(record.path("unit").asString()).isEqualTo(unit);
        assertThat(record.path("indicators").path("level").asString()).isEqualTo(level);
        assertThat(record.path("indicators").path("description").asString()).isEqualTo(description);
    }

    @Test
    void idNamesTheTimeAndSoThePartition() {

        var at = Instant.now().minus(Duration.ofDays(40)).truncatedTo(ChronoUnit.MILLIS);

        var id = UUID.fromString(elder.adds(pressure(120, 80, at)).path("id").asString());

        assertThat(id.version()).isEqualTo(7);
        assertThat(TimeOrderedIds.timeOf(id)).isEqualTo(at);
    }

    @Test
    void announcesWhatItStores() {

        var id = elder.adds("""
            {"type": "blood_glucose", "value": 6.4, "metadata": {"context": "fasting"}, "notes": "早餐前"}\
            """).path("id").asString();

        var event = RecordedEvents.of("health-record-ingested").await(elder.key());

        EventContract.of("health-record-ingested").verify(event.value());
        assertThat(event.type()).isEqualTo("com.banxiang.health-record-ingested.v1");
        assertThat(event.header("ce_source")).isEqualTo("/health-service");
        var reading = event.json().path("readings").get(0);
        assertThat(reading.path("recordId").asString()).isEqualTo(id);
        assertThat(reading.path("type").asString()).isEqualTo("blood_sugar");
        assertThat(reading.path("metadata").path("context").asString()).isEqualTo("fasting");
        assertThat(event.value()).doesNotContain("早餐前");
    }

    @Test
    void stagesOfANightAreShownAndNotAnnounced() {

        var night = elder.adds("""
            {"type": "sleep", "value": 400, "metadata": {"stages": [{"stage": "deep", "minutes": 400}]}}\
            """);

        assertThat(night.path("metadata").path("stages").get(0).path("minutes").asInt())
                .isEqualTo(400);
        var event = RecordedEvents.of("health-record-ingested").await(elder.key());
        assertThat(event.json().path("readings").get(0).path("metadata").has("stages"))
                .isFalse();
    }

    @Test
    void valueMayBeAnObject() {

        var pressure = elder.adds("{\"type\": \"blood_pressure\", \"value\": {\"systolic\": 118, \"diastolic\": 76}}");
        var heart = elder.adds("{\"type\": \"heart_rate\", \"value\": {\"bpm\": 72}}");

        assertThat(pressure.path("value").asInt()).isEqualTo(118);
        assertThat(pressure.path("metadata").path("diastolic").asInt()).isEqualTo(76);
        assertThat(heart.path("value").asInt()).isEqualTo(72);
    }

    @Test
    void mainNumberOfAPressureMayBeLeftOut() {

        var pressure = elder.adds("{\"type\": \"blood_pressure\", \"metadata\": {\"systolic\": 118, \"diastolic\": 76,"
                + " \"heartRate\": 66}}");

        assertThat(pressure.path("value").asInt()).isEqualTo(118);
        assertThat(pressure.path("metadata").path("heartRate").asInt()).isEqualTo(66);
    }

    @Test
    void withoutATimeItIsTheServersSecond() {

        var before = Instant.now().truncatedTo(ChronoUnit.SECONDS);

        var at = Instant.parse(elder.adds(spo2(97)).path("recordedAt").asString());

        assertThat(at).isEqualTo(at.truncatedTo(ChronoUnit.SECONDS)).isBetween(before, Instant.now());
    }

    @Test
    void timeWithoutAnOffsetIsOfChina() {

        var china = ZoneId.of("Asia/Shanghai");
        var local = LocalDateTime.now(china).minusHours(3).truncatedTo(ChronoUnit.SECONDS);

        var record = elder.adds("{\"type\": \"weight\", \"value\": 61.25, \"recordedAt\": \"%s\"}".formatted(local));

        assertThat(Instant.parse(record.path("recordedAt").asString()))
                .isEqualTo(local.atZone(china).toInstant());
        assertThat(record.path("value").decimalValue()).isEqualByComparingTo("61.25");
        assertThat(record.path("indicators").path("description").asString()).isEqualTo("体重已记录");
    }

    @Test
    void askedTwiceItAnswersTheStoredRecord() {

        var body = pressure(150, 90, Instant.now().minusSeconds(90));

        var first = elder.adds(body);
        var second = elder.adds(body);

        assertThat(second.path("id")).isEqualTo(first.path("id"));
        assertThat(elder.count("health_records")).isEqualTo(1);
        assertThat(elder.announced("health-record-ingested")).isEqualTo(1);
    }

    @Test
    void askedByTwentyAtOnceItStoresOne() {

        var body = pressure(151, 90, Instant.now().minusSeconds(91));

        var ids = AtOnce.by(20, () -> elder.adds(body).path("id").asString());

        assertThat(Set.copyOf(ids)).hasSize(1);
        assertThat(elder.count("health_records")).isEqualTo(1);
        assertThat(elder.announced("health-record-ingested")).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"151,90", "150,91"})
    void otherValueOfTheSameMomentIsAConflict(int systolic, int diastolic) {

        var at = Instant.now().minusSeconds(92);
        elder.adds(pressure(150, 90, at));

        assertThat(refusal(elder.app().post(RECORDS, pressure(systolic, diastolic, at)), 409))
                .isEqualTo("RECORD_CONFLICT");
        assertThat(elder.count("health_records")).isEqualTo(1);
        assertThat(elder.announced("health-record-ingested")).isEqualTo(1);
    }

    @Test
    void limitOfAMeterIsNotTheSameAsANumber() {

        var at = Instant.now().minusSeconds(93);
        var number = "{\"type\": \"blood_sugar\", \"value\": 33.3, \"recordedAt\": \"%s\"".formatted(at);
        elder.adds(number + "}");

        assertThat(refusal(elder.app().post(RECORDS, number + ", \"metadata\": {\"comparator\": \">\"}}"), 409))
                .isEqualTo("RECORD_CONFLICT");
    }

    @Test
    void whatABandOrSomebodyElseMeasuredAtThatMomentIsAnotherRecord() {

        var at = Instant.now().minusSeconds(94).truncatedTo(ChronoUnit.MILLIS);
        for (var reading : List.of(pressure(130, 80, at), pressure(140, 80, at))) {
            new Elder(client, database).adds(reading);
        }
        elder.tables().change("""
            insert into health_records (id, user_id, type, value, details, source, recorded_at)
            values (?, ?, 'BLOOD_PRESSURE', 160, '{}', 'BAND', ?)
            """, UUID.randomUUID(), elder.id(), at);

        var first = elder.adds(pressure(150, 80, at));
        var second = elder.adds(pressure(150, 80, at));

        assertThat(second.path("id")).isEqualTo(first.path("id"));
        assertThat(elder.count("health_records")).isEqualTo(2);
    }

    @Test
    void implausibleValueIsRefusedNamingFieldValueAndRange() {

        var error = envelope(elder.app().post(RECORDS, reading("heart_rate", 300, Instant.now())), 422)
                .path("error");

        assertThat(error.path("code").asString()).isEqualTo("IMPLAUSIBLE_VALUE");
        assertThat(error.path("details").get(0).path("field").asString()).isEqualTo("value");
        assertThat(error.path("details").get(0).path("message").asString())
                .contains("300")
                .contains("25–250");
        assertThat(elder.count("health_records")).isZero();
    }

    @Test
    void meterThatShowsHiIsCritical() {

        var record = elder.adds("{\"type\": \"blood_sugar\", \"value\": 33.3, \"metadata\": {\"comparator\": \">\"}}");

        assertThat(record.path("indicators").path("level").asString()).isEqualTo("critical");
        assertThat(record.path("metadata").path("comparator").asString()).isEqualTo(">");
    }

    /** To the millisecond: {@link RecordRequestTests}. */
    @ParameterizedTest
    @CsvSource({"PT4M,201", "PT1H,400", "-P364D,201", "-P366D,400"})
    void timeIsAtMostFiveMinutesAheadAndAYearBack(Duration shift, int status) {
        elder.app()
                .post(RECORDS, reading("spo2", 97, Instant.now().plus(shift)))
                .expectStatus()
                .isEqualTo(status);
    }

    @Test
    void notesAreStoredEncryptedAndShownToTheirOwner() {

        var id = elder.adds("{\"type\": \"spo2\", \"value\": 97, \"notes\": \"爬楼之后\"}")
                .path("id")
                .asString();

        assertThat(data(elder.app().get(RECORDS + "/" + id), 200).path("notes").asString())
                .isEqualTo("爬楼之后");
        var stored = elder.tables().one(byte[].class, "select notes from health_records where user_id = ?", elder.id());
        assertThat(new String(stored, StandardCharsets.UTF_8)).doesNotContain("爬楼");
    }
}
