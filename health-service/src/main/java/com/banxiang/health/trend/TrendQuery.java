package com.banxiang.health.trend;

import com.banxiang.health.reading.ReadingType;
import com.banxiang.platform.web.Invalid;
import com.banxiang.platform.web.Times;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which trend is asked for, as it stands in a query: the last days, today included, or from when to when.
 *
 * @param period {@code 7d}, {@code 30d}, {@code 90d} or {@code 1y}; 7 days where nothing is said
 * @param start a time, or a day from its beginning
 * @param end a time, or a day to its end
 */
record TrendQuery(
        @Nullable String type,
        @Nullable String period,
        @Nullable String start,
        @Nullable String end) {

    private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");

    private static final Map<String, Integer> PERIODS = Map.of("7d", 7, "30d", 30, "90d", 90, "1y", 365);

    private static final int USUAL_DAYS = 7;
    private static final int MOST_DAYS = 366;

    /** Fails with {@link Invalid} naming the parameter that is wrong. */
    Window window(UUID userId, Instant now) {

        if (type == null) {
            throw new Invalid("type", "NotNull");
        }

        var kind = ReadingType.named(type).orElseThrow(() -> new Invalid("type", "value.invalid"));

        return start == null && end == null ? lastDays(userId, kind, now) : between(userId, kind);
    }

    private Window lastDays(UUID userId, ReadingType kind, Instant now) {

        var days = period == null ? Integer.valueOf(USUAL_DAYS) : PERIODS.get(period);

        if (days == null) {
            throw new Invalid("period", "value.invalid");
        }

        var today = Times.dayOf(now);
        return new Window(userId, kind, beginningOf(today.minusDays(days - 1L)), beginningOf(today.plusDays(1)));
    }

    private Window between(UUID userId, ReadingType kind) {

        if (period != null) {
            throw new Invalid("period", "trend.period");
        }

        var from = read("start", start, 0);
        var until = read("end", end, 1);

        if (!from.isBefore(until)) {
            throw new Invalid("start", "record.period");
        }

        if (Duration.between(from, until).compareTo(Duration.ofDays(MOST_DAYS)) > 0) {
            throw new Invalid("start", "trend.length", MOST_DAYS);
        }

        return new Window(userId, kind, from, until);
    }

    /** @param included 1 where the day, or the moment, that is named belongs to the window to its end */
    private static Instant read(String field, @Nullable String text, int included) {

        if (text == null) {
            throw new Invalid(field, "NotNull");
        }

        try {
            return DAY.matcher(text).matches()
                    ? beginningOf(LocalDate.parse(text).plusDays(included))
                    : Times.parse(text).plusMillis(included);
        } catch (DateTimeParseException | IllegalArgumentException unreadable) {
            throw new Invalid(field, "value.invalid");
        }
    }

    private static Instant beginningOf(LocalDate day) {
        return day.atStartOfDay(Times.CHINA).toInstant();
    }
}
