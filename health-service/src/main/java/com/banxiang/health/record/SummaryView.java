package com.banxiang.health.record;

import com.banxiang.health.reading.Details;
import com.banxiang.health.reading.ReadingType;
import com.banxiang.health.reading.Source;
import com.banxiang.health.record.RecordView.Indicators;
import com.banxiang.health.total.DayTotal;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What stands for one type in the summary: its newest reading, or of steps and sleep all of the newest day, however many devices
 * counted it.
 *
 * @param id of the reading; a day has none, nor a source, notes or metadata
 * @param date of the day; a reading has none
 * @param recordedAt of the newest reading
 * @param indicators what it means
 * @param change by how much it differs from the reading before, or from the day before
 */
record SummaryView(
        @Nullable UUID id,
        ReadingType type,
        BigDecimal value,
        String unit,
        @Nullable Source source,
        @Nullable LocalDate date,
        Instant recordedAt,
        @Nullable String notes,
        @Nullable Details metadata,
        Indicators indicators,
        @Nullable BigDecimal change) {

    static SummaryView of(RecordView it, @Nullable BigDecimal change) {
        return new SummaryView(
                it.id(),
                it.type(),
                it.value(),
                it.unit(),
                it.source(),
                null,
                it.recordedAt(),
                it.notes(),
                it.metadata(),
                it.indicators(),
                change);
    }

    static SummaryView of(DayTotal it, Indicators indicators) {
        return new SummaryView(
                null,
                it.type(),
                it.value(),
                it.type().unit(),
                null,
                it.day(),
                it.lastAt(),
                null,
                null,
                indicators,
                it.change());
    }
}
