package com.banxiang.health.alert;

import com.banxiang.health.reading.Details;
import com.banxiang.health.reading.Measurement;
import com.banxiang.health.reading.ReadingType;
import com.banxiang.platform.messaging.Delivery;
import com.banxiang.platform.messaging.EventListener;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The engine's ear: whatever was stored comes here, once. */
@Component
final class HealthRecordIngestedListener implements EventListener<HealthRecordIngestedListener.HealthRecordIngested> {

    /** This feature's reading of {@code health-record-ingested}. */
    record HealthRecordIngested(UUID userId, List<Ingested> readings, Instant occurredAt) {

        record Ingested(
                UUID recordId,
                ReadingType type,
                BigDecimal value,
                @Nullable Details metadata,
                Instant recordedAt) {

            private Reading reading() {
                var details = metadata == null ? Details.NONE : metadata;
                return new Reading(recordId, new Measurement(type, value, details), recordedAt);
            }
        }
    }

    private final JudgeReadings judgeReadings;

    HealthRecordIngestedListener(JudgeReadings judgeReadings) {
        this.judgeReadings = judgeReadings;
    }

    @Override
    public String topic() {
        return "health-record-ingested";
    }

    @Override
    public Class<HealthRecordIngested> type() {
        return HealthRecordIngested.class;
    }

    @Override
    public Mono<Void> handle(Delivery<HealthRecordIngested> delivery) {

        var event = delivery.event();
        var readings = event.readings().stream()
                .map(HealthRecordIngested.Ingested::reading)
                .toList();
        var command = new JudgeReadings.Command(event.userId(), readings, event.occurredAt());

        return delivery.once(judgeReadings.handle(command));
    }
}
