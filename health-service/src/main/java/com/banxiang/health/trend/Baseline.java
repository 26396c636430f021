package com.banxiang.health.trend;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What is usual for one person: the median of their days, and how far from it their days lie (the median of the distances, so
 * that a bad day moves neither; Iglewicz and Hoaglin).
 *
 * @param over how many days before today are looked at
 * @param leastDays below them nothing is usual yet
 * @param deviations how many of them above the median begin what is not usual
 */
record Baseline(Duration over, int leastDays, BigDecimal deviations) {

    /** Makes the median distance comparable with a standard deviation. */
    private static final BigDecimal TO_DEVIATION = new BigDecimal("1.4826");

    private static final int KEPT_DECIMALS = 2;

    /**
     * The highest value that is usual; empty while there are too few days.
     *
     * @param resolution no distance is smaller: days that are all alike must not make every reading unusual
     */
    Optional<BigDecimal> usualUpTo(List<BigDecimal> days, BigDecimal resolution) {

        if (days.size() < leastDays) {
            return Optional.empty();
        }

        var median = median(days);
        var distance = median(days.stream().map(it -> it.subtract(median).abs()).toList());
        var allowed = distance.max(resolution).multiply(TO_DEVIATION).multiply(deviations);

        return Optional.of(median.add(allowed).setScale(KEPT_DECIMALS, RoundingMode.HALF_UP));
    }

    private static BigDecimal median(List<BigDecimal> numbers) {

        var sorted = numbers.stream().sorted().toList();
        var middle = sorted.size() / 2;
        return sorted.size() % 2 == 1
                ? sorted.get(middle)
                : sorted.get(middle - 1).add(sorted.get(middle)).divide(BigDecimal.TWO);
    }
}
