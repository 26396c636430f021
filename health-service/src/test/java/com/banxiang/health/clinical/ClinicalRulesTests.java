package com.banxiang.health.clinical;

import static com.banxiang.health.clinical.Severity.CRITICAL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import com.banxiang.health.clinical.Assessment.Beyond;
import com.banxiang.health.clinical.Assessment.Unjudged;
import com.banxiang.health.clinical.OwnBounds.Ends;
import com.banxiang.health.reading.Comparator;
import com.banxiang.health.reading.Context;
import com.banxiang.health.reading.Details;
import com.banxiang.health.reading.Measurement;
import com.banxiang.health.reading.Range;
import com.banxiang.health.reading.ReadingType;
import com.banxiang.health.reading.Site;
import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Beyond what value somebody is told. */
class ClinicalRulesTests {

    static final ClinicalRules RULES = CurrentRules.get();

    /** Every bound and every critical cut: nobody is alarmed on a bound. */
    @ParameterizedTest(name = "{0} {1}: {2} {3} of {4}")
    @CsvSource({
        "systolic,84,warning,below,85",
        "systolic,85,,,",
        "systolic,86,,,",
        "systolic,149,,,",
        "systolic,150,,,",
        "systolic,151,warning,above,150",
        "systolic,79,critical,below,85",
        "systolic,80,warning,below,85",
        "systolic,81,warning,below,85",
        "systolic,179,warning,above,150",
        "systolic,180,critical,above,150",
        "systolic,181,critical,above,150",
        "diastolic,54,warning,below,55",
        "diastolic,55,,,",
        "diastolic,56,,,",
        "diastolic,99,,,",
        "diastolic,100,,,",
        "diastolic,101,warning,above,100",
        "diastolic,44,critical,below,55",
        "diastolic,45,warning,below,55",
        "diastolic,46,warning,below,55",
        "diastolic,119,warning,above,100",
        "diastolic,120,critical,above,100",
        "heart_rate,49,warning,below,50",
        "heart_rate,50,,,",
        "heart_rate,51,,,",
        "heart_rate,119,,,",
        "heart_rate,120,,,",
        "heart_rate,121,warning,above,120",
        "heart_rate,39,critical,below,50",
        "heart_rate,40,critical,below,50",
        "heart_rate,41,warning,below,50",
        "heart_rate,130,warning,above,120",
        "heart_rate,131,critical,above,120",
        "fasting,3.4,warning,below,3.5",
        "fasting,3.5,,,",
        "fasting,3.6,,,",
        "fasting,6.9,,,",
        "fasting,7.0,,,",
        "fasting,7.1,warning,above,7.0",
        "fasting,2.9,critical,below,3.5",
        "fasting,3.0,warning,below,3.5",
        "fasting,3.1,warning,below,3.5",
        "fasting,16.6,warning,above,7.0",
        "fasting,16.7,critical,above,7.0",
        "before_meal,7.0,,,",
        "before_meal,7.1,warning,above,7.0",
        "bedtime,7.0,,,",
        "bedtime,7.1,warning,above,7.0",
        "none,7.0,,,",
        "none,7.1,warning,above,7.0",
        "after_meal,3.4,warning,below,3.5",
        "after_meal,3.5,,,",
        "after_meal,7.1,,,",
        "after_meal,11.0,,,",
        "after_meal,11.1,warning,above,11.0",
        "after_meal,16.7,critical,above,11.0",
        "random,11.0,,,",
        "random,11.1,warning,above,11.0",
        "spo2,92,warning,below,93",
        "spo2,93,,,",
        "spo2,94,,,",
        "spo2,89,critical,below,93",
        "spo2,90,warning,below,93",
        "temperature,35.4,warning,below,35.5",
        "temperature,35.5,,,",
        "temperature,35.6,,,",
        "temperature,37.6,,,",
        "temperature,37.7,,,",
        "temperature,37.8,warning,above,37.7",
        "temperature,34.9,critical,below,35.5",
        "temperature,35.0,warning,below,35.5",
        "temperature,38.9,warning,above,37.7",
        "temperature,39.0,critical,above,37.7",
    })
    void alarmsOnlyBeyondABound(
            String quantity,
            BigDecimal value,
            @Nullable String severity,
            @Nullable String direction,
            @Nullable BigDecimal bound) {

        var assessment = RULES.assess(Values.of(quantity, value), OwnBounds.NONE);

        if (severity == null) {
            assertThat(assessment).isNotInstanceOf(Beyond.class);
            return;
        }

        assertThat(assessment).isInstanceOfSatisfying(Beyond.class, it -> {
            assertThat(it.breach().severity().name()).isEqualToIgnoringCase(severity);
            assertThat(it.breach().direction().name()).isEqualToIgnoringCase(direction);
            assertThat(it.breach().bound()).isEqualByComparingTo(bound);
            assertThat(it.breach().value()).isEqualByComparingTo(value);
        });
    }

    @ParameterizedTest(name = "{0} {1} alarms: {2}")
    @CsvSource({
        "systolic,150.49,false", "systolic,150.5,true", "systolic,84.5,false", "systolic,84.49,true",
        "fasting,7.04,false", "fasting,7.05,true", "temperature,37.74,false", "temperature,37.75,true",
    })
    void roundsHalfUpToTheResolutionOfTheDevice(String quantity, BigDecimal value, boolean alarms) {

        var assessment = RULES.assess(Values.of(quantity, value), OwnBounds.NONE);

        assertThat(assessment instanceof Beyond).isEqualTo(alarms);
    }

    @ParameterizedTest(name = "{0}/{1} is about {2}")
    @CsvSource({
        "168,104,systolic,warning",
        "168,90,systolic,warning",
        "140,104,diastolic,warning",
        "168,121,diastolic,critical",
        "181,121,systolic,critical",
        "181,104,systolic,critical",
    })
    void worseNumberOfAPressureMakesTheAlarmAndTheSystolicOneOnATie(
            BigDecimal systolic, BigDecimal diastolic, String component, String severity) {

        var assessment = RULES.assess(Measurement.ofPressure(systolic, diastolic), OwnBounds.NONE);

        assertThat(assessment).isInstanceOfSatisfying(Beyond.class, it -> {
            assertThat(it.breach().component()).isEqualTo(PressureComponent.valueOf(component.toUpperCase()));
            assertThat(it.breach().severity()).isEqualTo(Severity.valueOf(severity.toUpperCase()));
            assertThat(it.breach().value()).isEqualByComparingTo(component.equals("systolic") ? systolic : diastolic);
        });
    }

    @Test
    void meterThatShowsLoOrHiIsCriticalWhateverItsLimit() {

        var low = new Measurement(
                ReadingType.BLOOD_SUGAR, new BigDecimal("3.3"), Details.ofSugar(Context.FASTING, Comparator.LESS));
        var high = new Measurement(
                ReadingType.BLOOD_SUGAR, new BigDecimal("16.6"), Details.ofSugar(null, Comparator.MORE));

        assertThat(RULES.assess(low, OwnBounds.NONE)).isInstanceOfSatisfying(Beyond.class, it -> {
            assertThat(it.breach().severity()).isEqualTo(CRITICAL);
            assertThat(it.breach().direction()).isEqualTo(Direction.BELOW);
        });
        assertThat(RULES.assess(high, OwnBounds.NONE)).isInstanceOfSatisfying(Beyond.class, it -> {
            assertThat(it.breach().severity()).isEqualTo(CRITICAL);
            assertThat(it.breach().direction()).isEqualTo(Direction.ABOVE);
        });
        assertThat(RULES.level(low)).isEqualTo(Level.CRITICAL);
        assertThat(RULES.level(high)).isEqualTo(Level.CRITICAL);
    }

    @Test
    void skinTemperatureAlarmsNobody() {

        var skin = new Measurement(ReadingType.TEMPERATURE, new BigDecimal("33.0"), Details.ofTemperature(Site.SKIN));

        assertThat(RULES.assess(skin, OwnBounds.NONE)).isInstanceOf(Unjudged.class);
        assertThat(RULES.level(skin)).isEqualTo(Level.NORMAL);
    }

    @ParameterizedTest
    @CsvSource({"WEIGHT,140", "STEPS,0", "SLEEP,30"})
    void whatHasNoBoundsIsNotJudged(ReadingType type, BigDecimal value) {
        assertThat(RULES.assess(new Measurement(type, value, Details.NONE), OwnBounds.NONE))
                .isInstanceOf(Unjudged.class);
    }

    @Test
    void criticalIsCriticalWhateverTheOwnBounds() {

        var own = new OwnBounds(1, Map.of(Quantity.HEART_RATE, new Ends(new BigDecimal("40"), new BigDecimal("130"))));

        assertThat(RULES.assess(Values.of("heart_rate", new BigDecimal("40")), own))
                .isInstanceOfSatisfying(
                        Beyond.class, it -> assertThat(it.breach().severity()).isEqualTo(CRITICAL));
        assertThat(RULES.assess(Values.of("heart_rate", new BigDecimal("41")), own))
                .isNotInstanceOf(Beyond.class);
    }

    @Test
    void rulesCarryTheirVersion() {
        assertThat(RULES.version()).isEqualTo("clinical-rules-2026-11");
        assertThat(RULES.versionWith(OwnBounds.NONE)).isEqualTo("clinical-rules-2026-11");
        assertThat(RULES.versionWith(new OwnBounds(3, Map.of()))).isEqualTo("clinical-rules-2026-11+own-3");
    }

    @Test
    void endThatIsNotOnesOwnIsEverybodys() {

        var own = new OwnBounds(1, Map.of(Quantity.SYSTOLIC, new Ends(null, new BigDecimal("160"))));

        assertThat(RULES.bounds(Quantity.SYSTOLIC, own))
                .isEqualTo(new Bounds(new BigDecimal("85"), new BigDecimal("160")));
        assertThat(RULES.bounds(Quantity.DIASTOLIC, own)).isEqualTo(RULES.bounds(Quantity.DIASTOLIC, OwnBounds.NONE));
    }

    @Test
    void safeLimitsLeaveRoomForValuesThatCalm() {

        var limits = RULES.of(Quantity.SYSTOLIC);
        var tooLow = new Range(new BigDecimal("109"), new BigDecimal("170"));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Limits(
                        limits.decimals(),
                        limits.bounds(),
                        limits.criticalLow(),
                        limits.criticalHigh(),
                        limits.normalLow(),
                        limits.normalHigh(),
                        limits.closingMargin(),
                        limits.ownLow(),
                        tooLow))
                .withMessageContaining("own bounds");
    }

    @Test
    void rulesWithoutAQuantityAreRefused() {
        assertThatNullPointerException()
                .isThrownBy(() -> new ClinicalRules("v", Map.of(), RULES.plausibility()))
                .withMessageContaining("systolic");
    }
}
