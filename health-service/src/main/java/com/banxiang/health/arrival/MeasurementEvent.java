package com.banxiang.health.arrival;

import com.banxiang.health.reading.ReadingType;
import com.banxiang.platform.outbox.IntegrationEvent;
import com.banxiang.platform.outbox.Topic;
import java.time.Instant;
import java.util.UUID;

/** What others may learn about measurements. Contract: docs/contracts/events/measurement-unreliable.schema.json. */
public sealed interface MeasurementEvent extends IntegrationEvent {

    /**
     * A device sent what no living person has; the elder is asked to measure again. It carries no value.
     *
     * @param version counts how often this elder was asked
     */
    record MeasurementUnreliable(UUID userId, ReadingType type, Instant at, Instant occurredAt, long version)
            implements MeasurementEvent {

        public static final Topic<MeasurementUnreliable> TOPIC = new Topic<>("measurement-unreliable");

        @Override
        public String key() {
            return userId.toString();
        }
    }
}
