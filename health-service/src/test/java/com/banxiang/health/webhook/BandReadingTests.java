package com.banxiang.health.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.banxiang.health.clinical.CurrentRules;
import com.banxiang.health.reading.Comparator;
import com.banxiang.health.reading.Context;
import com.banxiang.health.reading.Measurement;
import com.banxiang.health.reading.ReadingType;
import com.banxiang.health.reading.Site;
import com.banxiang.health.webhook.BandReading.NotBelieved;
import com.banxiang.health.webhook.BandReading.Reason;
import com.banxiang.health.webhook.BandReading.Sound;
import com.banxiang.health.webhook.BandReading.Unusable;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class BandReadingTests {

    static final Instant NOW = Instant.parse("2026-11-20T08:00:00Z");

    static final JsonMapper JSON = JsonMapper.shared();

    @Test
    void readsEveryMetricByOurNames() {

        var pressure = sound("\"metric\": \"blood_pressure\", \"systolic\": 152, \"diastolic\": 94, \"pulse\": 78");
        var sugar = sound("\"metric\": \"blood_glucose\", \"value\": 6.4, \"unit\": \"mmol/L\", \"mealContext\":"
                + " \"after_meal_2h\"");
        var warmth = sound("\"metric\": \"body_temperature\", \"value\": 33.1, \"site\": \"skin\"");
        var night =
                sound("\"metric\": \"sleep\", \"start\": \"2026-11-19T15:00:00Z\", \"end\": \"2026-11-19T22:00:00Z\","
                        + " \"stages\": [{\"stage\": \"deep\", \"minutes\": 420}]");

        assertThat(pressure.value()).isEqualByComparingTo("152");
        assertThat(pressure.details().diastolic()).isEqualByComparingTo("94");
        assertThat(pressure.details().heartRate()).isEqualByComparingTo("78");
        assertThat(sugar.type()).isEqualTo(ReadingType.BLOOD_SUGAR);
        assertThat(sugar.details().context()).isEqualTo(Context.AFTER_MEAL);
        assertThat(warmth.type()).isEqualTo(ReadingType.TEMPERATURE);
        assertThat(warmth.details().site()).isEqualTo(Site.SKIN);
        assertThat(night.value()).isEqualByComparingTo("420");
        assertThat(night.details().stages()).hasSize(1);
        assertThat(sound("\"metric\": \"steps\", \"value\": 3000").type()).isEqualTo(ReadingType.STEPS);
        assertThat(sound("\"metric\": \"spo2\", \"value\": 97").type()).isEqualTo(ReadingType.SPO2);
        assertThat(sound("\"metric\": \"weight\", \"value\": 61.2").type()).isEqualTo(ReadingType.WEIGHT);
        assertThat(sound("\"metric\": \"heart_rate\", \"value\": 70, \"context\": \"rest\"")
                        .details()
                        .context())
                .isEqualTo(Context.REST);
        assertThat(sound("\"metric\": \"blood_glucose\", \"value\": 33.3, \"comparator\": \">\"")
                        .details()
                        .comparator())
                .isEqualTo(Comparator.MORE);
    }

    @Test
    void situationWithoutAWordOfOursCostsNoReading() {
        assertThat(sound("\"metric\": \"blood_glucose\", \"value\": 2.5, \"mealContext\": \"brunch\"")
                        .details()
                        .context())
                .isNull();
    }

    @Test
    void doesNotKnowOtherMetrics() {
        assertThat(read("\"metric\": \"mood\", \"value\": 1")).isEqualTo(new Unusable(Reason.UNSUPPORTED_METRIC));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"value\": 1",
                "\"metric\": \"spo2\"",
                "\"metric\": \"blood_pressure\", \"value\": 150",
                "\"metric\": \"blood_pressure\", \"systolic\": 150"
            })
    void incompleteOneIsUnusable(String item) {
        assertThat(read(item)).isEqualTo(new Unusable(Reason.VALIDATION_FAILED));
    }

    @ParameterizedTest
    @CsvSource({"PT5M,true", "PT5M0.001S,false", "-P30D,true", "-PT720H0.001S,false"})
    void timeIsAtMostFiveMinutesAheadAndThirtyDaysBack(java.time.Duration shift, boolean sound) {

        var item = "\"metric\": \"spo2\", \"value\": 97, \"measuredAt\": \"%s\"".formatted(NOW.plus(shift));

        assertThat(read(item) instanceof Sound).isEqualTo(sound);
    }

    @Test
    void timeIsTheMessagesWhereTheItemHasNone() {

        var reading = (Sound) read("\"metric\": \"spo2\", \"value\": 97");

        assertThat(reading.arrival().recordedAt()).isEqualTo(NOW);
    }

    @Test
    void timeIsKeptToTheMillisecond() {

        var reading =
                (Sound) read("\"metric\": \"spo2\", \"value\": 97, \"measuredAt\": \"2026-11-20T07:59:59.1239Z\"");

        assertThat(reading.arrival().recordedAt()).isEqualTo(Instant.parse("2026-11-20T07:59:59.123Z"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"metric\": \"heart_rate\", \"value\": 20 | value",
                "\"metric\": \"heart_rate\", \"value\": 1e300 | value",
                "\"metric\": \"blood_pressure\", \"systolic\": 45, \"diastolic\": 30 | metadata.systolic",
                "\"metric\": \"blood_glucose\", \"value\": 20, \"unit\": \"mg/dL\" | unit",
            })
    void whatNobodyHasIsNotBelieved(String item, String field) {
        assertThat(read(item))
                .isInstanceOfSatisfying(
                        NotBelieved.class, it -> assertThat(it.field()).isEqualTo(field));
    }

    private static Measurement sound(String item) {
        var reading = read(item);
        assertThat(reading).isInstanceOf(Sound.class);
        return ((Sound) reading).arrival().measurement();
    }

    private static BandReading read(String item) {
        return BandReading.of(
                JSON.readValue("{" + item + "}", BandItem.class),
                NOW,
                NOW,
                CurrentRules.get().plausibility());
    }
}
