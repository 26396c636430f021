package com.banxiang.health.record;

import com.banxiang.health.reading.Measurement;
import com.banxiang.health.reading.Source;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A reading that was stored.
 *
 * @param id a UUIDv7 whose time is {@code recordedAt}, so that it names its partition
 * @param recordedAt to the millisecond
 */
record HealthRecord(
        UUID id,
        UUID userId,
        Measurement measurement,
        Source source,
        Instant recordedAt,
        @Nullable String notes) {}
