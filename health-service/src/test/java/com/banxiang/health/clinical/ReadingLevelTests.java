package com.banxiang.health.clinical;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a value is shown as. */
class ReadingLevelTests {

    static final ClinicalRules RULES = CurrentRules.get();

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
        assertThat(RULES.level(Values.of(quantity, value)).name()).isEqualToIgnoringCase(level);
    }

    @Test
    void levelOfAPressureIsTheWorseOne() {

        assertThat(RULES.level(Values.pressure("120", "104"))).isEqualTo(Level.HIGH);
        assertThat(RULES.level(Values.pressure("136", "58"))).isEqualTo(Level.ELEVATED);
        assertThat(RULES.level(Values.pressure("118", "58"))).isEqualTo(Level.LOW);
    }
}
