package com.banxiang.user.family;

import com.banxiang.platform.messaging.Delivery;
import com.banxiang.platform.messaging.EventListener;
import com.banxiang.platform.security.Account;
import com.banxiang.user.family.ChildLinks.ChildLink;
import java.time.Instant;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** child-service bound a child of the mini-program to an elder. */
@Component
final class FamilyLinkedListener implements EventListener<FamilyLinkedListener.FamilyLinked> {

    /** Links this service announces itself come back here and have nothing to tell. */
    static final String CHILD_SERVICE = "/child-service";

    record FamilyLinked(
            UUID linkId, UUID parentUserId, Account child, String relationship, long version, Instant occurredAt) {}

    private final KeepChildLink keepChildLink;

    FamilyLinkedListener(KeepChildLink keepChildLink) {
        this.keepChildLink = keepChildLink;
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

        if (!CHILD_SERVICE.equals(delivery.source())) {
            return Mono.empty();
        }

        var it = delivery.event();
        var link = new ChildLink(
                it.linkId(),
                it.parentUserId(),
                it.child().id(),
                it.relationship(),
                it.occurredAt(),
                null,
                it.version());

        return delivery.once(keepChildLink.handle(link));
    }
}
