package com.banxiang.child.alert;

import com.banxiang.child.alert.Alert.Reading;
import com.banxiang.child.alert.AlertRaisedListener.AlertRaised;
import com.banxiang.platform.messaging.Delivery;
import com.banxiang.platform.messaging.EventListener;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** An alert was told, for the first time or again. */
@Component
final class AlertRaisedListener implements EventListener<AlertRaised> {

    record AlertRaised(
            UUID alertId,
            UUID userId,
            long version,
            String type,
            @Nullable String component,
            @Nullable BigDecimal value,
            @Nullable Map<String, Object> metadata,
            @Nullable String unit,
            @Nullable String direction,
            @Nullable BigDecimal bound,
            String severity,
            String message,
            boolean late,
            int count,
            @Nullable UUID recordId,
            @Nullable Instant recordedAt,
            Instant raisedAt,
            Instant occurredAt) {

        Alert alert() {

            var reading = new Reading(type, component, value, metadata, unit, direction, bound, recordId, recordedAt);
            return new Alert(
                    alertId,
                    userId,
                    version,
                    occurredAt,
                    reading,
                    severity,
                    message,
                    late,
                    count,
                    raisedAt,
                    null,
                    null);
        }

        @Override
        public String toString() {
            return "AlertRaised[alertId=%s, version=%d]".formatted(alertId, version);
        }
    }

    private final LearnOfAlert learnOfAlert;

    AlertRaisedListener(LearnOfAlert learnOfAlert) {
        this.learnOfAlert = learnOfAlert;
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
        return delivery.once(
                learnOfAlert.handle(new AlertFact.Told(delivery.event().alert())));
    }
}
