package com.banxiang.health.clinical;

import com.banxiang.health.reading.Range;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The clinical numbers as they are written down; see {@code clinical-rules-*.yaml}.
 *
 * @param version stored with every alert
 * @param limits by quantity, e.g. {@code systolic}
 * @param plausible between what values a reading is believed
 */
@ConfigurationProperties("health.clinical")
record ClinicalSettings(String version, Map<String, Cuts> limits, Plausible plausible) {

    /** One row of the page's table of bounds, with the cuts of the levels beside it. */
    record Cuts(
            int decimals,
            BigDecimal low,
            @Nullable BigDecimal high,
            BigDecimal criticalLow,
            @Nullable BigDecimal criticalHigh,
            BigDecimal normalLow,
            @Nullable BigDecimal normalHigh,
            BigDecimal closingMargin,
            Span ownLow,
            @Nullable Span ownHigh) {

        private Limits limits() {
            return new Limits(
                    decimals,
                    new Bounds(low, high),
                    criticalLow,
                    criticalHigh,
                    normalLow,
                    normalHigh,
                    closingMargin,
                    ownLow.range(),
                    ownHigh == null ? null : ownHigh.range());
        }
    }

    record Span(BigDecimal from, BigDecimal to) {

        private Range range() {
            return new Range(from, to);
        }
    }

    record Plausible(
            Span systolic,
            Span diastolic,
            Span pulsePressure,
            Span heartRate,
            Span bloodSugar,
            Span spo2,
            Span temperature,
            Span weight,
            Span steps,
            BigDecimal stepsPerMinute,
            Span sleepMinutes,
            BigDecimal stageTolerance) {

        private Plausibility plausibility() {
            return new Plausibility(
                    systolic.range(),
                    diastolic.range(),
                    pulsePressure.range(),
                    heartRate.range(),
                    bloodSugar.range(),
                    spo2.range(),
                    temperature.range(),
                    weight.range(),
                    steps.range(),
                    stepsPerMinute,
                    sleepMinutes.range(),
                    stageTolerance);
        }
    }

    /** Fails, and with it the start, where a number is missing or a range is upside down. */
    ClinicalRules rules() {

        var byKey = new LinkedHashMap<String, Limits>();
        limits.forEach((key, cuts) -> byKey.put(key, cuts.limits()));
        return new ClinicalRules(version, ClinicalRules.byQuantity(byKey), plausible.plausibility());
    }
}
