package com.banxiang.health.record;

import com.banxiang.health.reading.ReadingType;
import com.banxiang.health.reading.Source;
import com.banxiang.health.record.RecordIntake.Arrival;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A reading as a person's app sends it. Read by hand, not by annotations: what one field may be depends on another, and a
 * batch must tell which of 500 is wrong.
 *
 * @param value a number; or an object, {@code {systolic, diastolic}} or {@code {bpm}}, as older apps send
 */
record RecordRequest(
        @Nullable String type,
        @Nullable JsonNode value,
        @Nullable String unit,
        @Nullable String source,
        @Nullable Instant recordedAt,
        @Nullable String notes,
        @Nullable RecordMetadata metadata) {

    static final Duration FUTURE = Duration.ofMinutes(5);
    static final Duration PAST = Duration.ofDays(365);

    private static final int LONGEST_NOTES = 500;

    /** Fails with {@link Unreadable} naming the first field that is wrong. */
    Arrival read(Instant now) {

        var kind = kind();

        if (unit != null && !kind.isMeasuredIn(unit)) {
            throw new Unreadable("unit", "record.unit", kind.unit());
        }

        if (source != null && !source.equals(Source.MANUAL.text())) {
            throw new Unreadable("source", "record.source");
        }

        var at = time(now);
        var written = metadata == null ? RecordMetadata.NONE : metadata;
        return new Arrival(MeasuredValue.of(kind, value, written).measurement(), at, text());
    }

    private ReadingType kind() {

        if (type == null) {
            throw new Unreadable("type", "NotNull");
        }

        return ReadingType.named(type).orElseThrow(() -> new Unreadable("type", "value.invalid"));
    }

    /** Without a time it is the server's second: a client that may ask twice sends its own. */
    private Instant time(Instant now) {

        if (recordedAt == null) {
            return now.truncatedTo(ChronoUnit.SECONDS);
        }

        if (recordedAt.isAfter(now.plus(FUTURE)) || recordedAt.isBefore(now.minus(PAST))) {
            throw new Unreadable("recordedAt", "record.time", FUTURE.toMinutes(), PAST.toDays());
        }

        return recordedAt.truncatedTo(ChronoUnit.MILLIS);
    }

    private @Nullable String text() {

        if (notes == null || notes.isBlank()) {
            return null;
        }

        var isTooLong = notes.codePointCount(0, notes.length()) > LONGEST_NOTES;

        if (isTooLong || notes.codePoints().anyMatch(it -> Character.isISOControl(it) && it != '\n')) {
            throw new Unreadable("notes", "record.notes", LONGEST_NOTES);
        }

        return notes.strip();
    }
}
