package com.banxiang.health.clinical;

import com.banxiang.health.reading.Details;
import com.banxiang.health.reading.Measurement;
import com.banxiang.health.reading.Range;
import com.banxiang.health.reading.SleepStage;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Between what values a reading is believed. Beyond them a person's own entry is refused; a device's is kept aside, because
 * the most dangerous states look like a broken sensor.
 *
 * @param pulsePressure systolic minus diastolic
 * @param stepsPerMinute where a device says from when to when
 * @param stageTolerance by how much, of a whole, the stages of a night may differ from its length
 */
public record Plausibility(
        Range systolic,
        Range diastolic,
        Range pulsePressure,
        Range heartRate,
        Range bloodSugar,
        Range spo2,
        Range temperature,
        Range weight,
        Range steps,
        BigDecimal stepsPerMinute,
        Range sleepMinutes,
        BigDecimal stageTolerance) {

    private static final String VALUE = "value";
    private static final String HEART_RATE = "metadata.heartRate";

    /** The first thing that can't be; empty for a reading to believe. */
    public Optional<Implausible> objection(Measurement it) {
        return switch (it.type()) {
            case BLOOD_PRESSURE -> pressure(it.value(), it.details());
            case HEART_RATE -> outside(VALUE, heartRate, it.value(), 0);
            case BLOOD_SUGAR -> outside(VALUE, bloodSugar, it.value(), 1);
            case SPO2 -> outside(VALUE, spo2, it.value(), 0);
            case TEMPERATURE -> outside(VALUE, temperature, it.value(), 1);
            case WEIGHT -> outside(VALUE, weight, it.value(), 1);
            case STEPS -> outside(VALUE, steps, it.value(), 0).or(() -> hurry(it.value(), it.details()));
            case SLEEP -> outside(VALUE, sleepMinutes, it.value(), 0).or(() -> stages(it.value(), it.details()));
        };
    }

    private Optional<Implausible> pressure(BigDecimal high, Details details) {

        var low = details.diastolic();
        var pulse = details.heartRate();

        return outside("metadata.systolic", systolic, high, 0)
                .or(() -> low == null ? Optional.empty() : outside("metadata.diastolic", diastolic, low, 0))
                .or(() -> low == null ? Optional.empty() : outside("metadata.diastolic", below(high), low, 0))
                .or(() -> pulse == null ? Optional.empty() : outside(HEART_RATE, heartRate, pulse, 0));
    }

    /** What a diastolic pressure may be beside its systolic one. */
    private Range below(BigDecimal high) {

        var rounded = high.setScale(0, RoundingMode.HALF_UP);
        return new Range(rounded.subtract(pulsePressure.to()), rounded.subtract(pulsePressure.from()));
    }

    private Optional<Implausible> hurry(BigDecimal count, Details details) {

        var minutes = minutes(details.start(), details.end());

        if (minutes == null) {
            return Optional.empty();
        }

        var most = stepsPerMinute.multiply(minutes.max(BigDecimal.ONE));
        return outside(VALUE, new Range(BigDecimal.ZERO, most), count, 0);
    }

    private Optional<Implausible> stages(BigDecimal minutes, Details details) {

        var stages = details.stages();

        if (stages == null || stages.isEmpty()) {
            return Optional.empty();
        }

        var sum = stages.stream().map(SleepStage::minutes).reduce(BigDecimal.ZERO, BigDecimal::add);
        var tolerance = minutes.multiply(stageTolerance);
        return outside("metadata.stages", new Range(minutes.subtract(tolerance), minutes.add(tolerance)), sum, 0);
    }

    private static @Nullable BigDecimal minutes(@Nullable Instant start, @Nullable Instant end) {
        return start == null || end == null
                ? null
                : BigDecimal.valueOf(Duration.between(start, end).toMinutes());
    }

    private static Optional<Implausible> outside(String field, Range range, BigDecimal value, int decimals) {
        return range.has(value.setScale(decimals, RoundingMode.HALF_UP))
                ? Optional.empty()
                : Optional.of(new Implausible(field, value, range));
    }
}
