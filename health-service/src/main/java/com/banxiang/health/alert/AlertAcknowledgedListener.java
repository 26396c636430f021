package com.banxiang.health.alert;

import com.banxiang.platform.messaging.Delivery;
import com.banxiang.platform.messaging.EventListener;
import com.banxiang.platform.security.Account;
import java.time.Instant;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** A child has answered: the alert is quiet here too. */
@Component
final class AlertAcknowledgedListener implements EventListener<AlertAcknowledgedListener.AlertAcknowledged> {

    /** What this service publishes under the same name, and knows already. */
    private static final String OWN = "/health-service";

    /** This feature's reading of {@code alert-acknowledged}. */
    record AlertAcknowledged(UUID alertId, UUID userId, long alertVersion, Account by, Instant occurredAt) {}

    private final AcknowledgeAlert acknowledgeAlert;

    AlertAcknowledgedListener(AcknowledgeAlert acknowledgeAlert) {
        this.acknowledgeAlert = acknowledgeAlert;
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

        if (delivery.source().equals(OWN)) {
            return Mono.empty();
        }

        var event = delivery.event();
        var given = new AcknowledgeAlert.Elsewhere(event.occurredAt(), event.alertVersion());
        var command = new AcknowledgeAlert.Command(event.userId(), event.alertId(), event.by(), given);

        return delivery.once(acknowledgeAlert.handle(command).then());
    }
}
