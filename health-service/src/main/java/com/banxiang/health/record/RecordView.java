package com.banxiang.health.record;

import com.banxiang.health.clinical.Level;
import com.banxiang.health.reading.Details;
import com.banxiang.health.reading.ReadingType;
import com.banxiang.health.reading.Source;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A reading as people see it.
 *
 * @param indicators what it means
 */
record RecordView(
        UUID id,
        ReadingType type,
        BigDecimal value,
        String unit,
        Source source,
        Instant recordedAt,
        @Nullable String notes,
        @Nullable Details metadata,
        Indicators indicators) {

    /** @param description the level in words, without a diagnosis */
    record Indicators(Level level, String description) {}
}
