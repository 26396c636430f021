package com.banxiang.health.trend;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;

/**
 * Readings that are one point of a trend: a single one, or all of an hour or a day.
 *
 * @param at when it was taken, or the hour or day begins
 * @param squares the sum of the values' squares
 */
record Bucket(
        Instant at, Span span, long count, BigDecimal sum, BigDecimal squares, BigDecimal least, BigDecimal greatest) {

    enum Span {
        MOMENT,
        HOUR,
        DAY
    }

    private static final int KEPT_DECIMALS = 2;

    static Bucket ofOne(Instant at, Span span, BigDecimal value) {
        return new Bucket(at, span, 1, value, value.multiply(value), value, value);
    }

    /** The same as one value: what was walked in parts was walked in all. */
    Bucket addedUp() {
        return ofOne(at, span, sum);
    }

    BigDecimal value() {
        return sum.divide(BigDecimal.valueOf(count), KEPT_DECIMALS, RoundingMode.HALF_UP);
    }

    /** Where it stands on the axis of time. */
    double days() {
        return (double) at.toEpochMilli() / Duration.ofDays(1).toMillis();
    }
}
