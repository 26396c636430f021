package com.banxiang.health.reading;

import static com.banxiang.health.reading.Decimals.tidyOrNull;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a reading says beside its main number; the {@code metadata} of requests, answers and events.
 *
 * @param heartRate the pulse a blood pressure meter counted meanwhile
 * @param context of a heart rate or a blood sugar
 * @param comparator where a glucose meter showed LO or HI
 * @param site of a temperature
 * @param start of steps or of a night
 * @param stages of a night
 */
public record Details(
        @Nullable BigDecimal systolic,
        @Nullable BigDecimal diastolic,
        @Nullable BigDecimal heartRate,
        @Nullable Context context,
        @Nullable Comparator comparator,
        @Nullable Site site,
        @Nullable Instant start,
        @Nullable Instant end,
        @Nullable List<SleepStage> stages) {

    public static final Details NONE = new Details(null, null, null, null, null, null, null, null, null);

    public Details {
        systolic = tidyOrNull(systolic);
        diastolic = tidyOrNull(diastolic);
        heartRate = tidyOrNull(heartRate);
        stages = stages == null ? null : List.copyOf(stages);
    }

    public static Details ofPressure(BigDecimal systolic, BigDecimal diastolic, @Nullable BigDecimal heartRate) {
        return new Details(systolic, diastolic, heartRate, null, null, null, null, null, null);
    }

    public static Details ofSugar(@Nullable Context context, @Nullable Comparator comparator) {
        return new Details(null, null, null, context, comparator, null, null, null, null);
    }

    public static Details ofHeart(@Nullable Context context) {
        return ofSugar(context, null);
    }

    public static Details ofTemperature(@Nullable Site site) {
        return new Details(null, null, null, null, null, site, null, null, null);
    }

    public static Details ofPeriod(@Nullable Instant start, @Nullable Instant end, @Nullable List<SleepStage> stages) {
        return new Details(null, null, null, null, null, null, start, end, stages);
    }

    /** The stages of a night are for whoever looks at it; nobody who is told of readings judges them. */
    public Details withoutStages() {
        return stages == null
                ? this
                : new Details(systolic, diastolic, heartRate, context, comparator, site, start, end, null);
    }
}
