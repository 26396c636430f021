package com.banxiang.health.total;

import com.banxiang.health.reading.Decimals;
import com.banxiang.health.reading.ReadingType;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What a day came to.
 *
 * @param day of China
 * @param before what the day before it came to; absent where nothing was measured on it
 * @param lastAt when the newest reading of it was taken
 */
public record DayTotal(
        ReadingType type,
        LocalDate day,
        BigDecimal value,
        @Nullable BigDecimal before,
        Instant lastAt) {

    public DayTotal {
        value = Decimals.tidy(value);
    }

    public @Nullable BigDecimal change() {
        return before == null ? null : Decimals.tidy(value.subtract(before));
    }
}
