package com.banxiang.child.alert;

import com.banxiang.child.alert.AlertClosedListener.AlertClosed;
import com.banxiang.platform.messaging.Delivery;
import com.banxiang.platform.messaging.EventListener;
import java.time.Instant;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** An alert is over. */
@Component
final class AlertClosedListener implements EventListener<AlertClosed> {

    record AlertClosed(UUID alertId, UUID userId, Instant closedAt) {}

    private final LearnOfAlert learnOfAlert;

    AlertClosedListener(LearnOfAlert learnOfAlert) {
        this.learnOfAlert = learnOfAlert;
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

        var event = delivery.event();
        return delivery.once(
                learnOfAlert.handle(new AlertFact.Closed(event.alertId(), event.userId(), event.closedAt())));
    }
}
