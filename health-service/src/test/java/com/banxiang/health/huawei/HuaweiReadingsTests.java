package com.banxiang.health.huawei;

import static org.assertj.core.api.Assertions.assertThat;

import com.banxiang.health.arrival.Sorted;
import com.banxiang.health.arrival.Unbelieved;
import com.banxiang.health.clinical.CurrentRules;
import com.banxiang.health.reading.Context;
import com.banxiang.health.reading.ReadingType;
import com.banxiang.health.reading.SleepStage;
import com.banxiang.health.record.RecordIntake.Arrival;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.math.BigDecimal;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** What the vendor's page shows, word for word, and what it warns of. */
class HuaweiReadingsTests {

    /** Of 2026-01-01, as the page's examples are. */
    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

    private static final String PRESSURE = """
        {"group":[{"startTime":1767225600000,"endTime":1767311999000,"sampleSet":[{"dataCollectorId":"cmF3OmJwOnNpbQ==","samplePoints":[
          {"startTime":1767254370000000000,"endTime":1767254370000000000,"dataTypeName":"com.huawei.instantaneous.blood_pressure",
           "originalDataCollectorId":"cmF3OmJwOnNpbQ==",
           "value":[{"fieldName":"systolic_pressure","floatValue":152.0},{"fieldName":"diastolic_pressure","floatValue":94.0},{"fieldName":"sphygmus","floatValue":78.0},{"fieldName":"measurement_anomaly_flag","integerValue":1}]}]}]}]}
        """;

    private static final String NIGHT = """
        {"healthRecords":[{"id":"cmVjOnNsZWVwOjE=","startTime":1767196800000000000,"endTime":1767223800000000000,"dataTypeName":"com.huawei.health.record.sleep",
         "value":[{"fieldName":"fall_asleep_time","longValue":1767196800000},{"fieldName":"wakeup_time","longValue":1767223800000},
                  {"fieldName":"all_sleep_time","integerValue":430},{"fieldName":"light_sleep_time","integerValue":250},{"fieldName":"deep_sleep_time","integerValue":100},
                  {"fieldName":"dream_time","integerValue":80},{"fieldName":"awake_time","integerValue":20},{"fieldName":"wakeup_count","integerValue":2},{"fieldName":"sleep_score","integerValue":82}],
         "subData":{"com.huawei.continuous.sleep.fragment":{"samplePoints":[{"startTime":1767196800000000000,"endTime":1767200400000000000,"value":[{"fieldName":"sleep_state","integerValue":1}]}]}}}]}
        """;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @Test
    void bloodPressureOfThePage() {

        var reading = only(PRESSURE);

        assertThat(reading.recordedAt()).isEqualTo("2026-01-01T07:59:30Z");
        assertThat(reading.measurement().type()).isEqualTo(ReadingType.BLOOD_PRESSURE);
        assertThat(reading.measurement().value()).isEqualTo("152");
        assertThat(reading.measurement().details().diastolic()).isEqualTo("94");
        assertThat(reading.measurement().details().heartRate()).isEqualTo("78");
    }

    @Test
    void nightOfThePage() {

        var reading = only(NIGHT);

        assertThat(reading.recordedAt()).isEqualTo("2025-12-31T23:30:00Z");
        assertThat(reading.measurement().type()).isEqualTo(ReadingType.SLEEP);
        assertThat(reading.measurement().value()).isEqualTo("430");
        assertThat(reading.measurement().details().start()).isEqualTo("2025-12-31T16:00:00Z");
        assertThat(reading.measurement().details().end()).isEqualTo("2025-12-31T23:30:00Z");
        assertThat(reading.measurement().details().stages())
                .containsExactly(
                        new SleepStage("light", new BigDecimal(250)),
                        new SleepStage("deep", new BigDecimal(100)),
                        new SleepStage("rem", new BigDecimal(80)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1767254370000", // milliseconds
                "1767254370", // seconds
                "1767254370000000", // microseconds
                "1767254370000000000.0", // has been a double on its way
                "\"1767254370000000000\"",
                "17672543700000000000000",
                "-1767254370000000000",
                "null"
            })
    void timesOfPointsAreNanosecondsAndNothingElse(String time) {

        var sorted = read(PRESSURE.replace("1767254370000000000", time));

        assertThat(sorted.sound()).isEmpty();
        assertThat(sorted.unbelieved()).isEmpty();
        assertThat(leftOut("out_of_time")).isEqualTo(1);
    }

    @Test
    void nanosecondsAreKeptToTheMillisecondWithoutLoss() {
        assertThat(only(PRESSURE.replace("1767254370000000000", "1767254370123456789"))
                        .recordedAt())
                .isEqualTo("2026-01-01T07:59:30.123Z");
    }

    @Test
    void nightWithoutItsOwnTimesHasThoseOfTheRecord() {

        var reading = only(NIGHT.replace("fall_asleep_time", "x").replace("wakeup_time", "y"));

        assertThat(reading.recordedAt()).isEqualTo("2025-12-31T23:30:00Z");
    }

    @Test
    void timesInsideANightAreMilliseconds() {

        var reading = only(NIGHT.replace("\"longValue\":1767223800000}", "\"longValue\":1767223800000000000}"));

        assertThat(reading.recordedAt()).isEqualTo("2025-12-31T23:30:00Z");
    }

    @ParameterizedTest
    @CsvSource({
        "com.huawei.instantaneous.heart_rate, bpm, integerValue, 71, HEART_RATE, 71",
        "com.huawei.instantaneous.heart_rate, bpm, floatValue, 71.0, HEART_RATE, 71",
        "com.huawei.instantaneous.spo2, saturation, floatValue, 97.0, SPO2, 97",
        "com.huawei.instantaneous.blood_glucose, level, floatValue, 5.6, BLOOD_SUGAR, 5.6",
        "com.huawei.instantaneous.body.temperature, body_temperature, floatValue, 36.6, TEMPERATURE, 36.6",
        "com.huawei.instantaneous.body_weight, body_weight, floatValue, 62.5, WEIGHT, 62.5",
        "com.huawei.continuous.steps.delta, steps_delta, integerValue, 12, STEPS, 12",
        "com.huawei.continuous.steps.delta, steps_delta, longValue, 12, STEPS, 12",
    })
    void everyTypeHasItsField(
            String dataType, String field, String kind, String value, ReadingType type, String expected) {

        var reading = only(point(dataType, field, kind, value));

        assertThat(reading.measurement().type()).isEqualTo(type);
        assertThat(reading.measurement().value()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "1, FASTING",
                "2, AFTER_MEAL",
                "3, BEFORE_MEAL",
                "4, AFTER_MEAL",
                "5, BEFORE_MEAL",
                "6, AFTER_MEAL",
                "7, BEDTIME",
                "8, -",
                "9, RANDOM",
                "10, -"
            })
    void sugarIsToldByItsMeal(int measureTime, Context context) {

        var reading = only(point("com.huawei.instantaneous.blood_glucose", "level", "floatValue", "5.6")
                .replace(
                        "\"value\":[",
                        "\"value\":[{\"fieldName\":\"measure_time\",\"integerValue\":%d},".formatted(measureTime)));

        assertThat(reading.measurement().details().context()).isEqualTo(context);
    }

    @Test
    void pulseOfZeroWasNotCounted() {
        assertThat(only(PRESSURE.replace("78.0", "0.0")).measurement().details().heartRate())
                .isNull();
    }

    @Test
    void unknownTypesAreCountedAndLeftOut() {

        assertThat(read(point("com.huawei.instantaneous.mood", "mood", "integerValue", "3"))
                        .sound())
                .isEmpty();
        assertThat(leftOut("unknown_type")).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e999", "\"71\"", "null", "[]"})
    void whatIsNoNumberIsLeftOut(String value) {

        assertThat(read(point("com.huawei.instantaneous.heart_rate", "bpm", "floatValue", value))
                        .sound())
                .isEmpty();
        assertThat(leftOut("unreadable")).isEqualTo(1);
    }

    @Test
    void valueNobodyHasIsSetAside() {

        var sorted = read(point("com.huawei.instantaneous.heart_rate", "bpm", "integerValue", "20"));

        assertThat(sorted.sound()).isEmpty();
        assertThat(sorted.unbelieved())
                .singleElement()
                .extracting(Unbelieved::type, Unbelieved::field)
                .containsExactly(ReadingType.HEART_RATE, "value");
    }

    @ParameterizedTest
    @CsvSource({
        "2025-12-02T12:00:00Z, 1",
        "2025-12-02T11:59:59Z, 0",
        "2026-01-01T12:05:00Z, 1",
        "2026-01-01T12:05:01Z, 0"
    })
    void timesAreNeitherTooOldNorAhead(Instant at, int expected) {
        assertThat(read(point("com.huawei.instantaneous.heart_rate", "bpm", "integerValue", "71")
                                .replace("1767254370000000000", at.toEpochMilli() + "000000"))
                        .sound())
                .hasSize(expected);
    }

    @Test
    void ofAPhoneAndAWatchThatCountedToTheSameMomentTheOneThatMissedFewerCounts() {

        var less = steps(12);
        var more = steps(15);

        for (var both : new String[] {less + "," + more, more + "," + less}) {
            assertThat(only("{\"group\":[{\"sampleSet\":[{\"samplePoints\":[" + both + "]}]}]}")
                            .measurement()
                            .value())
                    .isEqualTo("15");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "7", "null", "<html>", "{\"group\":7}", "{\"group\":[{\"sampleSet\":[7]}]}"})
    void answerOfAnotherFormSaysNothing(String answer) {
        assertThat(read(answer).sound()).isEmpty();
    }

    private static String steps(int count) {
        return """
            {"startTime":1767254310000000000,"endTime":1767254370000000000,"dataTypeName":"com.huawei.continuous.steps.delta",
             "value":[{"fieldName":"steps_delta","integerValue":%d}]}\
            """.formatted(count);
    }

    private static String point(String dataType, String field, String kind, String value) {
        return """
            {"group":[{"sampleSet":[{"samplePoints":[{"startTime":1767254370000000000,"endTime":1767254370000000000,
             "dataTypeName":"%s","value":[{"fieldName":"%s","%s":%s}]}]}]}]}\
            """.formatted(dataType, field, kind, value);
    }

    private Arrival only(String answer) {
        var sorted = read(answer);
        assertThat(sorted.unbelieved()).isEmpty();
        assertThat(sorted.sound()).hasSize(1);
        return sorted.sound().getFirst();
    }

    private Sorted read(String answer) {
        return new HuaweiReadings(JsonMapper.shared(), CurrentRules.get(), meters).of(answer, NOW);
    }

    private double leftOut(String reason) {
        return meters.counter("business.health.huawei.left.out", "reason", reason)
                .count();
    }
}
