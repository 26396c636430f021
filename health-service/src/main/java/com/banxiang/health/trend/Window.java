package com.banxiang.health.trend;

import com.banxiang.health.reading.ReadingType;
import com.banxiang.platform.web.Times;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/**
 * Whose values of what are asked for, and of when.
 *
 * @param until not included
 */
record Window(UUID userId, ReadingType type, Instant from, Instant until) {

    /** Up to here every reading is a point of its own; what is walked or slept is one number a day anyway. */
    private static final Duration IN_DETAIL = Duration.ofDays(7);

    boolean isByDay() {
        return type.isAddedUp() || Duration.between(from, until).compareTo(IN_DETAIL) > 0;
    }

    LocalDate firstDay() {
        return Times.dayOf(from);
    }

    /** Included. */
    LocalDate lastDay() {
        return Times.dayOf(until.minusMillis(1));
    }
}
