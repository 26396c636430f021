package com.banxiang.health.clinical;

import static com.banxiang.health.clinical.Severity.WARNING;
import static org.assertj.core.api.Assertions.assertThat;

import com.banxiang.health.clinical.Assessment.Beyond;
import com.banxiang.health.clinical.Assessment.Calm;
import com.banxiang.health.clinical.Assessment.Near;
import java.math.BigDecimal;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How far inside its bounds a value calms an episode. */
class ClosingMarginTests {

    static final ClinicalRules RULES = CurrentRules.get();

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
        assertThat(RULES.assess(Values.of(quantity, value), OwnBounds.NONE))
                .isInstanceOf(calms ? Calm.class : Near.class);
    }

    @Test
    void pressureIsCalmOnlyWhereBothNumbersAre() {

        assertThat(RULES.assess(Values.pressure("140", "96"), OwnBounds.NONE)).isInstanceOf(Near.class);
        assertThat(RULES.assess(Values.pressure("146", "80"), OwnBounds.NONE)).isInstanceOf(Near.class);
        assertThat(RULES.assess(Values.pressure("140", "90"), OwnBounds.NONE)).isInstanceOf(Calm.class);
    }

    @Test
    void ownBoundsMoveTheWarningAndTheMargin() {

        var own = new OwnBounds(
                1, Map.of(Quantity.SYSTOLIC, new OwnBounds.Ends(new BigDecimal("90"), new BigDecimal("160"))));

        assertThat(RULES.assess(Values.pressure("155", "80"), own)).isInstanceOf(Calm.class);
        assertThat(RULES.assess(Values.pressure("156", "80"), own)).isInstanceOf(Near.class);
        assertThat(RULES.assess(Values.pressure("161", "80"), own)).isInstanceOfSatisfying(Beyond.class, it -> {
            assertThat(it.breach().severity()).isEqualTo(WARNING);
            assertThat(it.breach().bound()).isEqualByComparingTo("160");
        });
        assertThat(RULES.assess(Values.pressure("88", "60"), own)).isInstanceOf(Beyond.class);
    }
}
