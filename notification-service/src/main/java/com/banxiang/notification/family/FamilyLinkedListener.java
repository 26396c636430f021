package com.banxiang.notification.family;

import com.banxiang.platform.messaging.Delivery;
import com.banxiang.platform.messaging.EventListener;
import com.banxiang.platform.security.Account;
import java.time.Instant;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** A relative was bound to an elder, or something about their bond changed. */
@Component
final class FamilyLinkedListener implements EventListener<FamilyLinkedListener.FamilyLinked> {

    record FamilyLinked(
            UUID linkId,
            UUID parentUserId,
            Account child,
            String relationship,
            boolean notificationEnabled,
            long version,
            Instant occurredAt) {}

    private final KeepBond keepBond;

    FamilyLinkedListener(KeepBond keepBond) {
        this.keepBond = keepBond;
    }

    @Override
    public String topic() {
        return "family-linked";
    }

    @Override
    public Class<FamilyLinked> type() {
        return FamilyLinked.class;
    }

    @Override
    public Mono<Void> handle(Delivery<FamilyLinked> delivery) {

        var it = delivery.event();
        var bond = new Bond(
                it.linkId(),
                it.parentUserId(),
                it.child(),
                it.relationship(),
                it.notificationEnabled(),
                it.version(),
                null);
        return keepBond.linked(delivery, bond, it.occurredAt());
    }
}
