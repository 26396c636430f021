package com.banxiang.notification.alert;

import com.banxiang.notification.alert.Fact.Acknowledged;
import com.banxiang.platform.messaging.Delivery;
import com.banxiang.platform.messaging.EventListener;
import com.banxiang.platform.security.Account;
import com.banxiang.platform.security.AccountKind;
import java.time.Instant;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Somebody answered an alert: the elder, a child or an operator. */
@Component
final class AlertAcknowledgedListener implements EventListener<AlertAcknowledgedListener.AlertAcknowledged> {

    record AlertAcknowledged(UUID alertId, UUID userId, long alertVersion, Account by, Instant occurredAt) {}

    private final KeepAlert keepAlert;

    AlertAcknowledgedListener(KeepAlert keepAlert) {
        this.keepAlert = keepAlert;
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

        var it = delivery.event();
        var byElder = it.by().equals(new Account(AccountKind.USER, it.userId()));
        var fact = new Acknowledged(delivery.id(), it.alertVersion(), byElder, it.occurredAt());
        return keepAlert.learn(delivery, it.alertId(), it.userId(), fact);
    }
}
