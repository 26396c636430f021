package com.banxiang.health.webhook;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One measurement as a band writes it; which fields it has depends on the metric. */
record BandItem(
        @Nullable String metric,
        @Nullable Instant measuredAt,
        @Nullable BigDecimal value,
        @Nullable String unit,
        @Nullable BigDecimal systolic,
        @Nullable BigDecimal diastolic,
        @Nullable BigDecimal pulse,
        @Nullable String context,
        @Nullable String mealContext,
        @Nullable String comparator,
        @Nullable String site,
        @Nullable Instant start,
        @Nullable Instant end,
        @Nullable List<@Nullable Stage> stages) {

    /** A part of a night: how long, or from when to when. */
    record Stage(
            @Nullable String stage,
            @Nullable BigDecimal minutes,
            @Nullable Instant start,
            @Nullable Instant end) {

        @Nullable
        BigDecimal length() {

            if (minutes != null || start == null || end == null) {
                return minutes;
            }

            return BigDecimal.valueOf(Duration.between(start, end).toMinutes());
        }
    }
}
