package com.banxiang.health.record;

import com.banxiang.health.reading.Comparator;
import com.banxiang.health.reading.Context;
import com.banxiang.health.reading.Site;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an app says beside the main number. Fields that don't belong to the type are not looked at. */
record RecordMetadata(
        @Nullable BigDecimal systolic,
        @Nullable BigDecimal diastolic,
        @Nullable BigDecimal heartRate,
        @Nullable Context context,
        @Nullable Comparator comparator,
        @Nullable Site site,
        @Nullable Instant start,
        @Nullable Instant end,
        @Nullable List<@Nullable Stage> stages) {

    static final RecordMetadata NONE = new RecordMetadata(null, null, null, null, null, null, null, null, null);

    /** A part of a night. */
    record Stage(@Nullable String stage, @Nullable BigDecimal minutes) {}
}
