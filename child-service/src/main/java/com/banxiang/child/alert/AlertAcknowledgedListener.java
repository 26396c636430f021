package com.banxiang.child.alert;

import com.banxiang.child.alert.Alert.Acknowledgement;
import com.banxiang.child.alert.AlertAcknowledgedListener.AlertAcknowledged;
import com.banxiang.platform.messaging.Delivery;
import com.banxiang.platform.messaging.EventListener;
import com.banxiang.platform.security.Account;
import java.time.Instant;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Somebody took care of an alert: the elder, told by health-service. A child's own doing is known here already. */
@Component
final class AlertAcknowledgedListener implements EventListener<AlertAcknowledged> {

    private static final String OURSELVES = "/child-service";

    record AlertAcknowledged(UUID alertId, UUID userId, long alertVersion, Account by, Instant occurredAt) {}

    private final LearnOfAlert learnOfAlert;

    AlertAcknowledgedListener(LearnOfAlert learnOfAlert) {
        this.learnOfAlert = learnOfAlert;
    }

    @Override
    public String topic() {
        return "alert-acknowledged";
    }

    @Override
    public Class<AlertAcknowledged> type() {
        return AlertAcknowledged.class;
    }

    @Override
    public Mono<Void> handle(Delivery<AlertAcknowledged> delivery) {

        if (delivery.source().equals(OURSELVES)) {
            return Mono.empty();
        }

        var event = delivery.event();
        var acknowledgement = new Acknowledgement(event.alertVersion(), event.by(), event.occurredAt());

        return delivery.once(
                learnOfAlert.handle(new AlertFact.Acknowledged(event.alertId(), event.userId(), acknowledgement)));
    }
}
