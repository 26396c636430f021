package com.banxiang.child.health;

import com.banxiang.platform.web.Invalid;
import com.banxiang.platform.web.PageRequest;
import com.banxiang.platform.web.Times;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What can be asked about a parent's health. */
sealed interface HealthQuestion {

    /** As the audit log names it. */
    String auditName();

    /** Fails with {@link com.banxiang.platform.web.Invalid} on what no service would understand. */
    default void check() {}

    /** Readings, newest first; the parameters as the child sent them. */
    record Records(
            @Nullable String type,
            @Nullable String limit,
            @Nullable String cursor) implements HealthQuestion {

        @Override
        public String auditName() {
            return "read-health-records";
        }

        @Override
        public void check() {
            PageRequest.of(limit, cursor);
        }
    }

    /**
     * How the values of one type go; the parameters as the child sent them.
     *
     * @param period {@code 7d}, {@code 30d}, {@code 90d} or {@code 1y}; health-service decides where nothing is said
     * @param start a time or a day, together with {@code end} instead of a period
     */
    record Trends(
            @Nullable String type,
            @Nullable String period,
            @Nullable String start,
            @Nullable String end) implements HealthQuestion {

        private static final Set<String> PERIODS = Set.of("7d", "30d", "90d", "1y");
        private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
        private static final int MOST_DAYS = 366;

        @Override
        public String auditName() {
            return "read-health-trends";
        }

        /** All but the type, so that what health-service still finds wrong is the type. */
        @Override
        public void check() {

            if (type == null) {
                throw new Invalid("type", "NotNull");
            }

            if (start == null && end == null) {
                checkPeriod();
            } else {
                checkWindow();
            }
        }

        private void checkPeriod() {
            if (period != null && !PERIODS.contains(period)) {
                throw new Invalid("period", "value.invalid");
            }
        }

        private void checkWindow() {

            if (period != null) {
                throw new Invalid("period", "trend.period");
            }

            var from = read("start", start, 0);
            var until = read("end", end, 1);

            if (!from.isBefore(until)) {
                throw new Invalid("start", "trend.order");
            }

            if (Duration.between(from, until).compareTo(Duration.ofDays(MOST_DAYS)) > 0) {
                throw new Invalid("start", "trend.length", MOST_DAYS);
            }
        }

        /** @param included 1 where the day, or the moment, that is named belongs to what is asked for to its end */
        private static Instant read(String field, @Nullable String text, int included) {

            if (text == null) {
                throw new Invalid(field, "NotNull");
            }

            try {
                return DAY.matcher(text).matches()
                        ? LocalDate.parse(text)
                                .plusDays(included)
                                .atStartOfDay(Times.CHINA)
                                .toInstant()
                        : Times.parse(text).plusMillis(included);
            } catch (DateTimeParseException | IllegalArgumentException unreadable) {
                throw new Invalid(field, "value.invalid");
            }
        }
    }

    /** The bounds of alerts. */
    record Thresholds() implements HealthQuestion {

        @Override
        public String auditName() {
            return "read-health-thresholds";
        }
    }
}
