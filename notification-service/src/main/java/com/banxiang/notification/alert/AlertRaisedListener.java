package com.banxiang.notification.alert;

import com.banxiang.notification.alert.Fact.Raised;
import com.banxiang.platform.messaging.Delivery;
import com.banxiang.platform.messaging.EventListener;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** An alert is told, for the first time or again. Its reading is not read here: no text of ours may carry it. */
@Component
final class AlertRaisedListener implements EventListener<AlertRaisedListener.AlertRaised> {

    record AlertRaised(
            UUID alertId,
            UUID userId,
            @Nullable String type,
            Severity severity,
            @Nullable Boolean late,
            @Nullable Instant recordedAt,
            long version,
            Instant occurredAt) {}

    private final KeepAlert keepAlert;

    AlertRaisedListener(KeepAlert keepAlert) {
        this.keepAlert = keepAlert;
    }

    @Override
    public String topic() {
        return "alert-raised";
    }

    @Override
    public Class<AlertRaised> type() {
        return AlertRaised.class;
    }

    @Override
    public Mono<Void> handle(Delivery<AlertRaised> delivery) {

        var it = delivery.event();
        var recordedAt = it.recordedAt();
        var fact = new Raised(
                delivery.id(),
                it.version(),
                CallForHelp.of(it.type()),
                it.severity(),
                Boolean.TRUE.equals(it.late()),
                recordedAt == null ? it.occurredAt() : recordedAt,
                it.occurredAt());
        return keepAlert.learn(delivery, it.alertId(), it.userId(), fact);
    }
}
