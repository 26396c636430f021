package com.banxiang.health.trend;

import com.banxiang.health.reading.Decimals;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What many values come to. Reckoned from exact sums, so that it makes no difference how they were put into buckets.
 *
 * @param average null without values, as the others
 * @param stdDev of a sample, which one value has none of
 */
record Statistics(
        @Nullable BigDecimal average,
        @Nullable BigDecimal max,
        @Nullable BigDecimal min,
        long count,
        @Nullable BigDecimal stdDev) {

    private static final int KEPT_DECIMALS = 2;

    static Statistics of(List<Bucket> buckets) {

        if (buckets.isEmpty()) {
            return new Statistics(null, null, null, 0, null);
        }

        var count = buckets.stream().mapToLong(Bucket::count).sum();
        var sum = buckets.stream().map(Bucket::sum).reduce(BigDecimal.ZERO, BigDecimal::add);
        var squares = buckets.stream().map(Bucket::squares).reduce(BigDecimal.ZERO, BigDecimal::add);
        var least = buckets.stream().map(Bucket::least).reduce(BigDecimal::min).orElseThrow();
        var greatest =
                buckets.stream().map(Bucket::greatest).reduce(BigDecimal::max).orElseThrow();

        return new Statistics(
                Decimals.tidy(sum.divide(BigDecimal.valueOf(count), KEPT_DECIMALS, RoundingMode.HALF_UP)),
                Decimals.tidy(greatest),
                Decimals.tidy(least),
                count,
                deviation(count, sum, squares));
    }

    private static @Nullable BigDecimal deviation(long count, BigDecimal sum, BigDecimal squares) {

        if (count < 2) {
            return null;
        }

        var many = BigDecimal.valueOf(count);
        var variance = squares.multiply(many)
                .subtract(sum.multiply(sum))
                .divide(many.multiply(BigDecimal.valueOf(count - 1)), MathContext.DECIMAL64);
        return Decimals.tidy(variance.sqrt(MathContext.DECIMAL64));
    }
}
