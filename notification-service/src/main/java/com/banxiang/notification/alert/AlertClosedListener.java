package com.banxiang.notification.alert;

import com.banxiang.notification.alert.Fact.Closed;
import com.banxiang.platform.messaging.Delivery;
import com.banxiang.platform.messaging.EventListener;
import java.time.Instant;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** An alert is over. */
@Component
final class AlertClosedListener implements EventListener<AlertClosedListener.AlertClosed> {

    record AlertClosed(UUID alertId, UUID userId, Instant occurredAt) {}

    private final KeepAlert keepAlert;

    AlertClosedListener(KeepAlert keepAlert) {
        this.keepAlert = keepAlert;
    }

    @Override
    public String topic() {
        return "alert-closed";
    }

    @Override
    public Class<AlertClosed> type() {
        return AlertClosed.class;
    }

    @Override
    public Mono<Void> handle(Delivery<AlertClosed> delivery) {
        var it = delivery.event();
        return keepAlert.learn(delivery, it.alertId(), it.userId(), new Closed(delivery.id(), it.occurredAt()));
    }
}
