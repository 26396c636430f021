package com.banxiang.notification.family;

import com.banxiang.platform.messaging.Delivery;
import com.banxiang.platform.messaging.EventListener;
import com.banxiang.platform.security.Account;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** A bond ended: the relative hears of the elder no more. */
@Component
final class FamilyUnlinkedListener implements EventListener<FamilyUnlinkedListener.FamilyUnlinked> {

    record FamilyUnlinked(
            UUID linkId,
            UUID parentUserId,
            Account child,
            @Nullable String relationship,
            long version,
            Instant occurredAt) {}

    private final KeepBond keepBond;

    FamilyUnlinkedListener(KeepBond keepBond) {
        this.keepBond = keepBond;
    }

    @Override
    public String topic() {
        return "family-unlinked";
    }

    @Override
    public Class<FamilyUnlinked> type() {
        return FamilyUnlinked.class;
    }

    @Override
    public Mono<Void> handle(Delivery<FamilyUnlinked> delivery) {

        var it = delivery.event();
        var bond = new Bond(
                it.linkId(),
                it.parentUserId(),
                it.child(),
                Objects.requireNonNullElse(it.relationship(), "other"),
                false,
                it.version(),
                it.occurredAt());
        return keepBond.unlinked(delivery, bond, it.occurredAt());
    }
}
