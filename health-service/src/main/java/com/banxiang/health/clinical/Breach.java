package com.banxiang.health.clinical;

import com.banxiang.health.reading.Decimals;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A value beyond its bound.
 *
 * @param component of a blood pressure: the number this is about
 */
public record Breach(
        @Nullable PressureComponent component,
        BigDecimal value,
        Direction direction,
        BigDecimal bound,
        Severity severity) {

    public Breach {
        value = Decimals.tidy(value);
        bound = Decimals.tidy(bound);
    }
}
