package com.banxiang.health.trend;

import com.banxiang.health.clinical.Level;
import com.banxiang.health.reading.ReadingType;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * When something is to be said about values of one type, and after whom. Its words and its source are texts of the bundle,
 * {@code trend.advice.<key>} and {@code trend.source.<key>}.
 *
 * @param atLeast the measure must be this or more
 * @param below the measure must be less than this
 * @param readings of how many at least
 */
record AdviceRule(
        String key,
        ReadingType type,
        Measure measure,
        @Nullable BigDecimal atLeast,
        @Nullable BigDecimal below,
        int readings,
        Level level) {

    enum Measure {
        AVERAGE,
        DEVIATION,
        /** By how many percent of the average the values changed over the time, up or down; 0 while they are stable. */
        CHANGE
    }

    boolean holds(@Nullable BigDecimal measured) {
        return measured != null
                && (atLeast == null || measured.compareTo(atLeast) >= 0)
                && (below == null || measured.compareTo(below) < 0);
    }
}
