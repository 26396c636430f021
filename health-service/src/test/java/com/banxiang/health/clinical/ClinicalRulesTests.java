package com.banxiang.health.clinical;

import static com.banxiang.health.clinical.Severity.CRITICAL;
import static com.banxiang.health.clinical.Severity.WARNING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import com.banxiang.health.clinical.Assessment.Beyond;
import com.banxiang.health.clinical.Assessment.Calm;
import com.banxiang.health.clinical.Assessment.Near;
import com.banxiang.health.clinical.Assessment.Unjudged;
import com.banxiang.health.reading.Comparator;
import com.banxiang.health.reading.Context;
import com.banxiang.health.reading.Details;
import com.banxiang.health.reading.Measurement;
import com.banxiang.health.reading.ReadingType;
import com.banxiang.health.reading.Site;
import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClinicalRulesTests {

    static final ClinicalRules RULES = CurrentRules.get();

    /** The other number of a blood pressure, where neither a level nor a bound is near. */
    static final BigDecimal QUIET_DIASTOLIC = new BigDecimal("70");

    static final BigDecimal QUIET_SYSTOLIC = new BigDecimal("120");

    /** Every cut of the table: one step of the resolution below it, on it, one step above it. */
    @ParameterizedTest(name = "{0} {1} is {2}")
    @CsvSource({
        "systolic,78,critical",
        "systolic,79,critical",
        "systolic,80,low",
        "systolic,84,low",
        "systolic,85,low",
        "systolic,89,low",
        "systolic,90,normal",
        "systolic,91,normal",
        "systolic,133,normal",
        "systolic,134,normal",
        "systolic,135,elevated",
        "systolic,149,elevated",
        "systolic,150,elevated",
        "systolic,151,high",
        "systolic,179,high",
        "systolic,180,critical",
        "systolic,181,critical",
        "diastolic,43,critical",
        "diastolic,44,critical",
        "diastolic,45,low",
        "diastolic,54,low",
        "diastolic,55,low",
        "diastolic,59,low",
        "diastolic,60,normal",
        "diastolic,83,normal",
        "diastolic,84,normal",
        "diastolic,85,elevated",
        "diastolic,99,elevated",
        "diastolic,100,elevated",
        "diastolic,101,high",
        "diastolic,119,high",
        "diastolic,120,critical",
        "diastolic,121,critical",
        "heart_rate,39,critical",
        "heart_rate,40,critical",
        "heart_rate,41,low",
        "heart_rate,49,low",
        "heart_rate,50,low",
        "heart_rate,59,low",
        "heart_rate,60,normal",
        "heart_rate,99,normal",
        "heart_rate,100,normal",
        "heart_rate,101,elevated",
        "heart_rate,119,elevated",
        "heart_rate,120,elevated",
        "heart_rate,121,high",
        "heart_rate,130,high",
        "heart_rate,131,critical",
        "heart_rate,132,critical",
        "fasting,2.8,critical",
        "fasting,2.9,critical",
        "fasting,3.0,low",
        "fasting,3.1,low",
        "fasting,3.4,low",
        "fasting,3.5,low",
        "fasting,3.8,low",
        "fasting,3.9,normal",
        "fasting,6.0,normal",
        "fasting,6.1,elevated",
        "fasting,6.9,elevated",
        "fasting,7.0,elevated",
        "fasting,7.1,high",
        "fasting,16.6,high",
        "fasting,16.7,critical",
        "fasting,16.8,critical",
        "after_meal,2.9,critical",
        "after_meal,3.0,low",
        "after_meal,3.8,low",
        "after_meal,3.9,normal",
        "after_meal,7.7,normal",
        "after_meal,7.8,elevated",
        "after_meal,10.9,elevated",
        "after_meal,11.0,elevated",
        "after_meal,11.1,high",
        "after_meal,16.6,high",
        "after_meal,16.7,critical",
        "spo2,88,critical",
        "spo2,89,critical",
        "spo2,90,low",
        "spo2,91,low",
        "spo2,92,low",
        "spo2,93,low",
        "spo2,94,low",
        "spo2,95,normal",
        "spo2,100,normal",
        "temperature,34.8,critical",
        "temperature,34.9,critical",
        "temperature,35.0,low",
        "temperature,35.4,low",
        "temperature,35.5,low",
        "temperature,35.9,low",
        "temperature,36.0,normal",
        "temperature,37.1,normal",
        "temperature,37.2,normal",
        "temperature,37.3,elevated",
        "temperature,37.6,elevated",
        "temperature,37.7,elevated",
        "temperature,37.8,high",
        "temperature,38.9,high",
        "temperature,39.0,critical",
        "temperature,39.1,critical",
    })
    void levelIsTheOneOfTheTable(String quantity, BigDecimal value, String level) {
        assertThat(RULES.level(reading(quantity, value)).name()).isEqualToIgnoringCase(level);
    }

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

        var assessment = RULES.assess(reading(quantity, value), OwnBounds.NONE);

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

    /** What calms an episode lies inside by the margin: SBP, DBP and heart rate 5, glucose 0.3, SpO2 1, temperature 0.2. */
    @ParameterizedTest(name = "{0} {1} calms: {2}")
    @CsvSource({
        "systolic,145,true",
        "systolic,146,false",
        "systolic,90,true",
        "systolic,89,false",
        "diastolic,95,true",
        "diastolic,96,false",
        "diastolic,60,true",
        "diastolic,59,false",
        "heart_rate,115,true",
        "heart_rate,116,false",
        "heart_rate,55,true",
        "heart_rate,54,false",
        "fasting,6.7,true",
        "fasting,6.8,false",
        "fasting,3.8,true",
        "fasting,3.7,false",
        "after_meal,10.7,true",
        "after_meal,10.8,false",
        "spo2,94,true",
        "spo2,93,false",
        "spo2,100,true",
        "temperature,37.5,true",
        "temperature,37.6,false",
        "temperature,35.7,true",
        "temperature,35.6,false",
    })
    void calmsOnlyInsideByTheMargin(String quantity, BigDecimal value, boolean calms) {
        assertThat(RULES.assess(reading(quantity, value), OwnBounds.NONE))
                .isInstanceOf(calms ? Calm.class : Near.class);
    }

    @ParameterizedTest(name = "{0} {1} alarms: {2}")
    @CsvSource({
        "systolic,150.49,false", "systolic,150.5,true", "systolic,84.5,false", "systolic,84.49,true",
        "fasting,7.04,false", "fasting,7.05,true", "temperature,37.74,false", "temperature,37.75,true",
    })
    void roundsHalfUpToTheResolutionOfTheDevice(String quantity, BigDecimal value, boolean alarms) {

        var assessment = RULES.assess(reading(quantity, value), OwnBounds.NONE);

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
    void pressureIsCalmOnlyWhereBothNumbersAre() {

        assertThat(RULES.assess(pressure("140", "96"), OwnBounds.NONE)).isInstanceOf(Near.class);
        assertThat(RULES.assess(pressure("146", "80"), OwnBounds.NONE)).isInstanceOf(Near.class);
        assertThat(RULES.assess(pressure("140", "90"), OwnBounds.NONE)).isInstanceOf(Calm.class);
    }

    @Test
    void levelOfAPressureIsTheWorseOne() {

        assertThat(RULES.level(pressure("120", "104"))).isEqualTo(Level.HIGH);
        assertThat(RULES.level(pressure("136", "58"))).isEqualTo(Level.ELEVATED);
        assertThat(RULES.level(pressure("118", "58"))).isEqualTo(Level.LOW);
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
    void ownBoundsMoveTheWarningAndTheMargin() {

        var own = new OwnBounds(Map.of(Quantity.SYSTOLIC, new Bounds(new BigDecimal("90"), new BigDecimal("160"))));

        assertThat(RULES.assess(pressure("155", "80"), own)).isInstanceOf(Calm.class);
        assertThat(RULES.assess(pressure("156", "80"), own)).isInstanceOf(Near.class);
        assertThat(RULES.assess(pressure("161", "80"), own)).isInstanceOfSatisfying(Beyond.class, it -> {
            assertThat(it.breach().severity()).isEqualTo(WARNING);
            assertThat(it.breach().bound()).isEqualByComparingTo("160");
        });
        assertThat(RULES.assess(pressure("88", "60"), own)).isInstanceOf(Beyond.class);
    }

    @Test
    void criticalIsCriticalWhateverTheOwnBounds() {

        var own = new OwnBounds(Map.of(Quantity.HEART_RATE, new Bounds(new BigDecimal("40"), new BigDecimal("130"))));

        assertThat(RULES.assess(reading("heart_rate", new BigDecimal("40")), own))
                .isInstanceOfSatisfying(
                        Beyond.class, it -> assertThat(it.breach().severity()).isEqualTo(CRITICAL));
        assertThat(RULES.assess(reading("heart_rate", new BigDecimal("41")), own))
                .isNotInstanceOf(Beyond.class);
    }

    @Test
    void rulesCarryTheirVersion() {
        assertThat(RULES.version()).isEqualTo("clinical-rules-2026-11");
    }

    @Test
    void rulesWithoutAQuantityAreRefused() {
        assertThatNullPointerException()
                .isThrownBy(() -> new ClinicalRules("v", Map.of(), RULES.plausibility()))
                .withMessageContaining("systolic");
    }

    private static Measurement pressure(String systolic, String diastolic) {
        return Measurement.ofPressure(new BigDecimal(systolic), new BigDecimal(diastolic));
    }

    private static Measurement reading(String quantity, BigDecimal value) {
        return switch (quantity) {
            case "systolic" -> Measurement.ofPressure(value, QUIET_DIASTOLIC);
            case "diastolic" -> Measurement.ofPressure(QUIET_SYSTOLIC, value);
            case "heart_rate" -> new Measurement(ReadingType.HEART_RATE, value, Details.NONE);
            case "fasting" -> sugar(value, Context.FASTING);
            case "before_meal" -> sugar(value, Context.BEFORE_MEAL);
            case "bedtime" -> sugar(value, Context.BEDTIME);
            case "after_meal" -> sugar(value, Context.AFTER_MEAL);
            case "random" -> sugar(value, Context.RANDOM);
            case "none" -> sugar(value, null);
            case "spo2" -> new Measurement(ReadingType.SPO2, value, Details.NONE);
            case "temperature" -> new Measurement(ReadingType.TEMPERATURE, value, Details.NONE);
            default -> throw new IllegalArgumentException(quantity);
        };
    }

    private static Measurement sugar(BigDecimal value, @Nullable Context context) {
        return new Measurement(ReadingType.BLOOD_SUGAR, value, Details.ofSugar(context, null));
    }
}
