package com.banxiang.health.record;

import com.banxiang.health.reading.ReadingType;
import com.banxiang.health.record.HealthRecords.Filter;
import com.banxiang.platform.web.Times;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which readings are asked for, as it stands in a query.
 *
 * @param from a time, or a day from its beginning
 * @param to a time, or a day to its end
 */
record RecordQuery(
        @Nullable String type,
        @Nullable String from,
        @Nullable String to) {

    private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");

    /** Older than any partition. */
    private static final Duration EVER = Duration.ofDays(500);

    /** Fails with {@link Unreadable} naming the parameter that is wrong. */
    Filter filter(UUID userId, Instant now) {

        var kind = type == null
                ? null
                : ReadingType.named(type).orElseThrow(() -> new Unreadable("type", "value.invalid"));
        var first = from == null ? now.minus(EVER) : isDay(from) ? startOf("from", from, 0) : instant("from", from);
        var until = to == null
                ? now.plus(RecordRequest.FUTURE).plusMillis(1)
                : isDay(to) ? startOf("to", to, 1) : instant("to", to).plusMillis(1);

        if (from != null && to != null && !first.isBefore(until)) {
            throw new Unreadable("from", "record.period");
        }

        return new Filter(userId, kind, first, until);
    }

    private static boolean isDay(String text) {
        return DAY.matcher(text).matches();
    }

    private static Instant startOf(String field, String day, int plusDays) {
        try {
            return LocalDate.parse(day)
                    .plusDays(plusDays)
                    .atStartOfDay(Times.CHINA)
                    .toInstant();
        } catch (DateTimeParseException unreadable) {
            throw new Unreadable(field, "value.invalid");
        }
    }

    private static Instant instant(String field, String text) {
        try {
            return Times.parse(text);
        } catch (IllegalArgumentException unreadable) {
            throw new Unreadable(field, "value.invalid");
        }
    }
}
