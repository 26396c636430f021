package com.banxiang.health.clinical;

import com.banxiang.health.reading.Context;
import com.banxiang.health.reading.Details;
import com.banxiang.health.reading.Measurement;
import com.banxiang.health.reading.ReadingType;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Readings, named as the page's table of bounds names its rows. */
final class Values {

    /** The other number of a blood pressure, where neither a level nor a bound is near. */
    private static final BigDecimal QUIET_DIASTOLIC = new BigDecimal("70");

    private static final BigDecimal QUIET_SYSTOLIC = new BigDecimal("120");

    static Measurement of(String quantity, BigDecimal value) {
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

    static Measurement pressure(String systolic, String diastolic) {
        return Measurement.ofPressure(new BigDecimal(systolic), new BigDecimal(diastolic));
    }

    private static Measurement sugar(BigDecimal value, @Nullable Context context) {
        return new Measurement(ReadingType.BLOOD_SUGAR, value, Details.ofSugar(context, null));
    }

    private Values() {}
}
