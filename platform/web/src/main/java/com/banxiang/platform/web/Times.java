package com.banxiang.platform.web;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/** The fleet's reading of time: instants outside and inside, days as people in China count them. */
public final class Times {

    /** Where "today" begins and ends. */
    public static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");

    private static final Instant EARLIEST = Instant.parse("1900-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

    /** With an offset, or without one as of China. Fails with {@link IllegalArgumentException} on any other text. */
    public static Instant parse(String text) {
        try {
            var parsed = DateTimeFormatter.ISO_DATE_TIME.parseBest(text, OffsetDateTime::from, LocalDateTime::from);
            return possible(
                    parsed instanceof OffsetDateTime withOffset
                            ? withOffset.toInstant()
                            : ((LocalDateTime) parsed).atZone(CHINA).toInstant());
        } catch (DateTimeException unreadable) {
            throw new IllegalArgumentException("time: unreadable (expected: 2026-11-20T08:00:00Z)", unreadable);
        }
    }

    /** The same, unless nothing of ours can have happened then, nor a database keep it. */
    static Instant possible(Instant instant) {

        if (instant.isBefore(EARLIEST) || instant.isAfter(LATEST)) {
            throw new IllegalArgumentException("time: out of range (expected: 1900 to 2200)");
        }
        return instant;
    }

    public static LocalDate dayOf(Instant instant) {
        return instant.atZone(CHINA).toLocalDate();
    }

    private Times() {}
}
