package com.banxiang.child.contact;

import com.banxiang.child.contact.Contacts.Kin;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Tells who an elder's children are, by their own names for themselves. */
@Component
final class ListChildren {

    private final Contacts contacts;

    ListChildren(Contacts contacts) {
        this.contacts = contacts;
    }

    /** Never empty; oldest bond first. */
    Mono<List<Kin>> handle(UUID parent) {
        return contacts.kinOf(parent).collectList().checkpoint("list children");
    }
}
