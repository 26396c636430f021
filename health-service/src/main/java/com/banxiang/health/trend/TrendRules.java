package com.banxiang.health.trend;

import com.banxiang.health.clinical.Level;
import com.banxiang.health.reading.ReadingType;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a trend must be to matter, and what is said of it.
 *
 * @param leastValues below them nothing is called a trend
 * @param settledAfter a change that matters in this time matters however long it takes
 * @param relevantPerDay by type, how steep a slope must be over that time or less
 */
record TrendRules(
        int leastValues, Duration settledAfter, Map<ReadingType, BigDecimal> relevantPerDay, List<AdviceRule> advice) {

    /** Said where no rule holds and nothing moves. */
    private static final String STEADY = "steady";

    private static final String TOO_FEW = "too-few";
    private static final String RISING = "rising";
    private static final String FALLING = "falling";

    TrendRules {

        relevantPerDay = Map.copyOf(relevantPerDay);
        advice = List.copyOf(advice);

        for (var type : ReadingType.values()) {
            Objects.requireNonNull(
                    relevantPerDay.get(type), () -> "relevant-per-day: none of %s (expected: all)".formatted(type));
        }
    }

    /** A long time makes even a gentle slope a change that matters: what counts there is how far it led. */
    Heading heading(ReadingType type, Slope slope) {

        var steep = Objects.requireNonNull(relevantPerDay.get(type)).doubleValue();
        var share = Math.min(1, (double) settledAfter.toDays() / Math.max(slope.spanDays(), 1));

        if (slope.values() < leastValues || !slope.isSignificant() || Math.abs(slope.perDay()) < steep * share) {
            return Heading.STABLE;
        }

        return slope.perDay() > 0 ? Heading.RISING : Heading.FALLING;
    }

    List<AdviceRule> advice(ReadingType type, Statistics statistics, Heading heading, Slope slope) {

        var said = new ArrayList<AdviceRule>();
        advice.stream()
                .filter(it -> it.type() == type && statistics.count() >= it.readings())
                .filter(it -> it.holds(measured(it, statistics, heading, slope)))
                .forEach(said::add);

        switch (heading) {
            case RISING -> said.add(said(RISING, type, Level.ELEVATED));
            case FALLING -> said.add(said(FALLING, type, Level.LOW));
            case STABLE -> {
                if (said.isEmpty()) {
                    said.add(said(statistics.count() < leastValues ? TOO_FEW : STEADY, type, Level.NORMAL));
                }
            }
        }

        return said;
    }

    private static @Nullable BigDecimal measured(AdviceRule rule, Statistics statistics, Heading heading, Slope slope) {
        return switch (rule.measure()) {
            case AVERAGE -> statistics.average();
            case DEVIATION -> statistics.stdDev();
            case CHANGE -> change(statistics.average(), heading, slope);
        };
    }

    private static @Nullable BigDecimal change(@Nullable BigDecimal average, Heading heading, Slope slope) {
        return average == null || average.signum() == 0
                ? null
                : heading == Heading.STABLE
                        ? BigDecimal.ZERO
                        : BigDecimal.valueOf(slope.perDay() * slope.spanDays() * 100)
                                .divide(average, MathContext.DECIMAL64);
    }

    private static AdviceRule said(String key, ReadingType type, Level level) {
        return new AdviceRule(key, type, AdviceRule.Measure.CHANGE, null, null, 0, level);
    }
}
