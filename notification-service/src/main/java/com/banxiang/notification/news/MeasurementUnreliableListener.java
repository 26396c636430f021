package com.banxiang.notification.news;

import com.banxiang.notification.inbox.Inbox.Type;
import com.banxiang.platform.messaging.Delivery;
import com.banxiang.platform.messaging.EventListener;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** A device read what can't be: the elder is asked to measure again. What it read is not told. */
@Component
final class MeasurementUnreliableListener
        implements EventListener<MeasurementUnreliableListener.MeasurementUnreliable> {

    record MeasurementUnreliable(UUID userId, Instant occurredAt) {}

    private final TellElder tellElder;

    MeasurementUnreliableListener(TellElder tellElder) {
        this.tellElder = tellElder;
    }

    @Override
    public String topic() {
        return "measurement-unreliable";
    }

    @Override
    public Class<MeasurementUnreliable> type() {
        return MeasurementUnreliable.class;
    }

    @Override
    public Mono<Void> handle(Delivery<MeasurementUnreliable> delivery) {
        var it = delivery.event();
        return tellElder.aloud(
                delivery,
                new News(delivery.id(), it.userId(), Type.MEASUREMENT_UNRELIABLE, Map.of(), Map.of(), it.occurredAt()));
    }
}
