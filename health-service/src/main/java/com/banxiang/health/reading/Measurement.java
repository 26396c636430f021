package com.banxiang.health.reading;

import java.math.BigDecimal;
import java.util.Objects;

/**
 * A value somebody measured, without who and when.
 *
 * @param value the main number; of a blood pressure the systolic one
 */
public record Measurement(ReadingType type, BigDecimal value, Details details) {

    public Measurement {
        value = Decimals.tidy(value);
    }

    public static Measurement ofPressure(BigDecimal systolic, BigDecimal diastolic) {
        return new Measurement(ReadingType.BLOOD_PRESSURE, systolic, Details.ofPressure(systolic, diastolic, null));
    }

    /** Whether it says the same of the body. Notes, context and pulse may differ: the numbers make the measurement. */
    public boolean saysTheSameAs(Measurement other) {
        return type == other.type
                && value.equals(other.value)
                && Objects.equals(details.diastolic(), other.details.diastolic())
                && details.comparator() == other.details.comparator();
    }
}
