package com.banxiang.health.clinical;

import static org.assertj.core.api.Assertions.assertThat;

import com.banxiang.health.reading.Details;
import com.banxiang.health.reading.Measurement;
import com.banxiang.health.reading.ReadingType;
import com.banxiang.health.reading.SleepStage;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlausibilityTests {

    static final Plausibility PLAUSIBILITY = CurrentRules.get().plausibility();

    @ParameterizedTest(name = "{0} {1} is believed: {2}")
    @CsvSource({
        "HEART_RATE,24,false",
        "HEART_RATE,25,true",
        "HEART_RATE,26,true",
        "HEART_RATE,249,true",
        "HEART_RATE,250,true",
        "HEART_RATE,251,false",
        "HEART_RATE,0,false",
        "HEART_RATE,255,false",
        "BLOOD_SUGAR,0.5,false",
        "BLOOD_SUGAR,0.6,true",
        "BLOOD_SUGAR,0.7,true",
        "BLOOD_SUGAR,33.2,true",
        "BLOOD_SUGAR,33.3,true",
        "BLOOD_SUGAR,33.4,false",
        "BLOOD_SUGAR,105,false",
        "SPO2,49,false",
        "SPO2,50,true",
        "SPO2,51,true",
        "SPO2,99,true",
        "SPO2,100,true",
        "SPO2,101,false",
        "SPO2,0,false",
        "SPO2,127,false",
        "TEMPERATURE,29.9,false",
        "TEMPERATURE,30.0,true",
        "TEMPERATURE,43.0,true",
        "TEMPERATURE,43.1,false",
        "TEMPERATURE,98.6,false",
        "WEIGHT,24.9,false",
        "WEIGHT,25,true",
        "WEIGHT,250,true",
        "WEIGHT,250.1,false",
        "STEPS,-1,false",
        "STEPS,0,true",
        "STEPS,100000,true",
        "STEPS,100001,false",
        "SLEEP,-1,false",
        "SLEEP,0,true",
        "SLEEP,1200,true",
        "SLEEP,1201,false",
    })
    void believesWhatABodyCanShow(ReadingType type, BigDecimal value, boolean believed) {

        var objection = PLAUSIBILITY.objection(new Measurement(type, value, Details.NONE));

        assertThat(objection.isEmpty()).isEqualTo(believed);
        objection.ifPresent(it -> {
            assertThat(it.field()).isEqualTo("value");
            assertThat(it.value()).isEqualByComparingTo(value);
        });
    }

    @ParameterizedTest(name = "{0}/{1}: {2}")
    @CsvSource({
        "49,30,metadata.systolic",
        "50,30,",
        "51,30,",
        "280,180,",
        "279,180,",
        "281,180,metadata.systolic",
        "120,24,metadata.diastolic",
        "120,25,",
        "270,181,metadata.diastolic",
        "270,180,",
        "120,120,metadata.diastolic",
        "120,130,metadata.diastolic",
        "120,111,metadata.diastolic",
        "120,110,",
        "120,109,",
        "200,51,",
        "200,50,",
        "200,49,metadata.diastolic",
    })
    void believesAPressureWhoseNumbersFitEachOther(BigDecimal systolic, BigDecimal diastolic, String field) {

        var objection = PLAUSIBILITY.objection(Measurement.ofPressure(systolic, diastolic));

        assertThat(objection.map(Implausible::field).orElse(null)).isEqualTo(field);
    }

    @ParameterizedTest
    @CsvSource({"24,false", "25,true", "250,true", "251,false"})
    void pulseOfAPressureMustBeOneToo(BigDecimal pulse, boolean believed) {

        var details = Details.ofPressure(new BigDecimal("120"), new BigDecimal("80"), pulse);
        var objection =
                PLAUSIBILITY.objection(new Measurement(ReadingType.BLOOD_PRESSURE, new BigDecimal("120"), details));

        assertThat(objection.isEmpty()).isEqualTo(believed);
        objection.ifPresent(it -> assertThat(it.field()).isEqualTo("metadata.heartRate"));
    }

    @ParameterizedTest
    @CsvSource({"2500,true", "2501,false"})
    void nobodyTakesMoreSteps(BigDecimal count, boolean believed) {

        var start = Instant.parse("2026-11-20T08:00:00Z");
        var details = Details.ofPeriod(start, start.plusSeconds(600), null);

        assertThat(PLAUSIBILITY
                        .objection(new Measurement(ReadingType.STEPS, count, details))
                        .isEmpty())
                .isEqualTo(believed);
    }

    @ParameterizedTest
    @CsvSource({"359,false", "360,true", "400,true", "440,true", "441,false"})
    void stagesOfANightMakeTheNight(BigDecimal stage, boolean believed) {

        var details = Details.ofPeriod(null, null, List.of(new SleepStage("light", stage)));

        assertThat(PLAUSIBILITY
                        .objection(new Measurement(ReadingType.SLEEP, new BigDecimal("400"), details))
                        .isEmpty())
                .isEqualTo(believed);
    }

    @Test
    void objectionNamesTheRange() {

        var objection =
                PLAUSIBILITY.objection(new Measurement(ReadingType.HEART_RATE, new BigDecimal("20"), Details.NONE));

        assertThat(objection).get().extracting(it -> it.expected().toString()).isEqualTo("25–250");
    }
}
