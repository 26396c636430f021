package com.banxiang.health.trend;

import com.banxiang.health.clinical.Level;
import com.banxiang.health.reading.Decimals;
import com.banxiang.health.trend.Bucket.Span;
import com.banxiang.platform.web.Times;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A trend as people see it.
 *
 * @param slopePerDay absent while there are no two moments to compare
 * @param dataPoints in the order of time
 */
record TrendView(
        Statistics statistics,
        Heading trend,
        @Nullable BigDecimal slopePerDay,
        List<DataPoint> dataPoints,
        List<AdviceView> advice) {

    /**
     * @param date of China
     * @param time of China; absent where the point is a whole day
     * @param value of several readings the mean; of steps and sleep the day's sum
     */
    record DataPoint(
            LocalDate date,
            @Nullable String time,
            BigDecimal value,
            @Nullable BigDecimal min,
            @Nullable BigDecimal max) {

        private static final DateTimeFormatter MINUTES = DateTimeFormatter.ofPattern("HH:mm");

        private static DataPoint of(Bucket it, boolean addedUp) {

            var local = it.at().atZone(Times.CHINA);
            var several = it.span() != Span.MOMENT && !addedUp;

            return new DataPoint(
                    local.toLocalDate(),
                    it.span() == Span.DAY ? null : MINUTES.format(local),
                    Decimals.tidy(it.value()),
                    several ? Decimals.tidy(it.least()) : null,
                    several ? Decimals.tidy(it.greatest()) : null);
        }
    }

    /** @param source after whom it is said */
    record AdviceView(Level level, String content, String source) {}

    static TrendView of(Trend it, boolean addedUp, Function<AdviceRule, AdviceView> words) {
        return new TrendView(
                it.statistics(),
                it.heading(),
                it.slopePerDay(),
                it.points().stream().map(point -> DataPoint.of(point, addedUp)).toList(),
                it.advice().stream().map(words).toList());
    }
}
