package com.banxiang.health.reading;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** The numbers of readings: short, exact and written without an exponent. */
public final class Decimals {

    private static final int LARGEST_MAGNITUDE = 6;
    private static final int SMALLEST_SCALE = 20;
    private static final int KEPT_DIGITS = 2;

    /** Whether a number is short enough to reckon with. {@code 1e-999999} would cost minutes to round. */
    public static boolean isSensible(BigDecimal number) {
        return (long) number.precision() - number.scale() <= LARGEST_MAGNITUDE && number.scale() <= SMALLEST_SCALE;
    }

    /** As it is stored and shown: at most two decimals, no trailing zeros. */
    public static BigDecimal tidy(BigDecimal number) {

        var kept = number.scale() > KEPT_DIGITS ? number.setScale(KEPT_DIGITS, RoundingMode.HALF_UP) : number;
        var shortest = kept.stripTrailingZeros();
        return shortest.scale() < 0 ? shortest.setScale(0) : shortest;
    }

    static @Nullable BigDecimal tidyOrNull(@Nullable BigDecimal number) {
        return number == null ? null : tidy(number);
    }

    private Decimals() {}
}
