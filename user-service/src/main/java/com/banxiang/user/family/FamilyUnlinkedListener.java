package com.banxiang.user.family;

import com.banxiang.platform.messaging.Delivery;
import com.banxiang.platform.messaging.EventListener;
import com.banxiang.platform.security.Account;
import com.banxiang.user.family.ChildLinks.ChildLink;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** A bond of child-service has ended, on whichever side. */
@Component
final class FamilyUnlinkedListener implements EventListener<FamilyUnlinkedListener.FamilyUnlinked> {

    record FamilyUnlinked(
            UUID linkId,
            UUID parentUserId,
            Account child,
            @Nullable String relationship,
            long version,
            Instant occurredAt) {}

    private final KeepChildLink keepChildLink;

    FamilyUnlinkedListener(KeepChildLink keepChildLink) {
        this.keepChildLink = keepChildLink;
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

        if (!FamilyLinkedListener.CHILD_SERVICE.equals(delivery.source())) {
            return Mono.empty();
        }

        var it = delivery.event();
        var link = new ChildLink(
                it.linkId(),
                it.parentUserId(),
                it.child().id(),
                it.relationship(),
                it.occurredAt(),
                it.occurredAt(),
                it.version());

        return delivery.once(keepChildLink.handle(link));
    }
}
