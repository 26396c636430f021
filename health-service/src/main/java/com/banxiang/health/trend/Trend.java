package com.banxiang.health.trend;

import com.banxiang.health.reading.ReadingType;
import com.banxiang.health.trend.Slope.Point;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How values of one type went over a time.
 *
 * @param points in the order of time
 * @param advice the rules that hold
 */
record Trend(
        Statistics statistics,
        Heading heading,
        @Nullable BigDecimal slopePerDay,
        List<Bucket> points,
        List<AdviceRule> advice) {

    private static final int SLOPE_DECIMALS = 4;

    static Trend of(ReadingType type, List<Bucket> points, TrendRules rules) {

        var statistics = Statistics.of(points);
        var slope = Slope.of(points.stream()
                .map(it -> new Point(it.days(), it.value().doubleValue()))
                .toList());
        var heading = rules.heading(type, slope);

        return new Trend(
                statistics,
                heading,
                slope.spanDays() > 0
                        ? BigDecimal.valueOf(slope.perDay()).setScale(SLOPE_DECIMALS, RoundingMode.HALF_UP)
                        : null,
                points,
                rules.advice(type, statistics, heading, slope));
    }
}
