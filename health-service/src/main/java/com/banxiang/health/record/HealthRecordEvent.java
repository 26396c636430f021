package com.banxiang.health.record;

import com.banxiang.health.reading.Details;
import com.banxiang.health.reading.ReadingType;
import com.banxiang.health.reading.Source;
import com.banxiang.platform.outbox.IntegrationEvent;
import com.banxiang.platform.outbox.Topic;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What others may learn about stored readings. Contract: docs/contracts/events/health-record-ingested.schema.json. */
public sealed interface HealthRecordEvent extends IntegrationEvent {

    /**
     * Readings of one person that arrived together.
     *
     * @param readings at most 500, in time order
     * @param occurredAt when they arrived, which decides whether one is late
     * @param version always 1: what arrived never changes
     */
    record HealthRecordIngested(UUID userId, List<StoredReading> readings, Instant occurredAt, long version)
            implements HealthRecordEvent {

        public static final Topic<HealthRecordIngested> TOPIC = new Topic<>("health-record-ingested");

        static HealthRecordIngested of(UUID userId, List<HealthRecord> records, Instant arrivedAt) {

            var readings = records.stream()
                    .sorted(Comparator.comparing(HealthRecord::recordedAt).thenComparing(HealthRecord::id))
                    .map(StoredReading::of)
                    .toList();

            return new HealthRecordIngested(userId, readings, arrivedAt, 1);
        }

        @Override
        public String key() {
            return userId.toString();
        }
    }

    record StoredReading(
            UUID recordId,
            ReadingType type,
            BigDecimal value,
            @Nullable Details metadata,
            String unit,
            Source source,
            Instant recordedAt) {

        private static StoredReading of(HealthRecord it) {

            var measurement = it.measurement();
            var details = measurement.details().withoutStages();
            return new StoredReading(
                    it.id(),
                    measurement.type(),
                    measurement.value(),
                    details.equals(Details.NONE) ? null : details,
                    measurement.type().unit(),
                    it.source(),
                    it.recordedAt());
        }
    }
}
