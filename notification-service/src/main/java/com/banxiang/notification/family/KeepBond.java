package com.banxiang.notification.family;

import com.banxiang.notification.family.Bonds.Change;
import com.banxiang.notification.inbox.Inbox;
import com.banxiang.notification.inbox.Inbox.Item;
import com.banxiang.notification.inbox.Inbox.Type;
import com.banxiang.platform.messaging.Delivery;
import com.banxiang.platform.security.Account;
import com.banxiang.platform.security.AccountKind;
import com.banxiang.platform.web.Unavailable;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Keeps the projection of bonds, tells both sides when one begins or ends, and learns early how new relatives are reached. */
@Component
final class KeepBond {

    private final Bonds bonds;
    private final Contacts contacts;
    private final Inbox inbox;

    KeepBond(Bonds bonds, Contacts contacts, Inbox inbox) {
        this.bonds = bonds;
        this.contacts = contacts;
        this.inbox = inbox;
    }

    Mono<Void> linked(Delivery<?> delivery, Bond bond, Instant occurredAt) {

        return delivery.once(bonds.save(bond)
                        .filter(Change.NEW::equals)
                        .flatMap(_ -> tell(delivery.id(), bond, Type.FAMILY_LINKED, "family_linked", occurredAt)))
                .then(refresh(bond.parent()))
                .checkpoint("keep a bond");
    }

    Mono<Void> unlinked(Delivery<?> delivery, Bond bond, Instant occurredAt) {

        return delivery.once(bonds.save(bond)
                        .filter(it -> it != Change.NONE)
                        .flatMap(_ -> tell(delivery.id(), bond, Type.FAMILY_UNLINKED, "family_unlinked", occurredAt)))
                .then(Mono.<Void>fromRunnable(() -> contacts.forget(bond.parent())))
                .checkpoint("end a bond");
    }

    private Mono<Void> tell(UUID event, Bond bond, Type type, String template, Instant occurredAt) {

        var elder = new Account(AccountKind.USER, bond.parent());
        var data = Map.of(
                "linkId", bond.linkId().toString(), "parentId", bond.parent().toString());
        var params = Map.of("relationship", bond.relationship());

        return inbox.put(List.of(
                new Item(elder, event, type, template + "_elder", params, data, null, occurredAt),
                new Item(bond.relative(), event, type, template + "_family", params, data, null, occurredAt)));
    }

    /** So that a copy exists before its owner is ever away. Failing costs nothing: it is asked again when needed. */
    private Mono<Void> refresh(UUID elder) {
        return Mono.fromRunnable(() -> contacts.forget(elder))
                .then(contacts.childrenOf(elder))
                .then()
                .onErrorComplete(Unavailable.class);
    }
}
