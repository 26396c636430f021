package com.banxiang.child.contact;

import com.banxiang.child.contact.Contacts.Contact;
import com.banxiang.child.outcome.Outcomes;
import com.banxiang.child.outcome.UseCase;
import com.banxiang.child.sharing.Scope;
import com.banxiang.child.sharing.Sharings;
import com.banxiang.platform.audit.Actor;
import com.banxiang.platform.audit.Audit;
import com.banxiang.platform.security.Account;
import com.banxiang.platform.security.AccountKind;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Tells where an elder's children can be reached, and for what; each time it is written down who asked. */
@Component
final class ListContacts {

    /** @param scopes what the elder shares with all of them */
    record Family(List<Contact> contacts, Set<Scope> scopes) {}

    private final Contacts contacts;
    private final Sharings sharings;
    private final Audit audit;
    private final Outcomes outcomes;

    ListContacts(Contacts contacts, Sharings sharings, Audit audit, Outcomes outcomes) {
        this.contacts = contacts;
        this.sharings = sharings;
        this.audit = audit;
        this.outcomes = outcomes;
    }

    /** Never empty. Fails with {@link com.banxiang.platform.web.Unavailable} if it can't be known what is shared. */
    Mono<Family> handle(Actor who, UUID parent) {

        return audit.read(who, "read-contacts-of-children", new Account(AccountKind.USER, parent))
                .then(Mono.defer(() -> sharings.of(parent)))
                .flatMap(scopes -> contacts.of(parent).collectList().map(them -> new Family(them, scopes)))
                .as(outcomes.of(UseCase.TELL_CONTACTS, parent))
                .checkpoint("list contacts");
    }
}
