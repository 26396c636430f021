package com.banxiang.child.contact;

import com.banxiang.child.bond.Relationship;
import com.banxiang.child.contact.Contacts.Contact;
import com.banxiang.child.contact.Contacts.Kin;
import com.banxiang.child.contact.ListContacts.Family;
import com.banxiang.child.sharing.Scope;
import com.banxiang.platform.audit.Actor;
import com.banxiang.platform.security.CallingService;
import com.banxiang.platform.web.Answers;
import com.banxiang.platform.web.Envelope;
import com.banxiang.platform.web.Page;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** An elder's children, for the services that tell them and name them. */
@RestController
@RequestMapping("/internal/parents/{userId}")
final class InternalContactController {

    /** @param scopes what the elder shares, the same for each of the children */
    record ContactView(
            UUID childId,
            String openid,
            @Nullable String alertPhone,
            String nickname,
            Relationship relationship,
            boolean notificationEnabled,
            Collection<Scope> scopes) {

        static List<ContactView> of(Family family) {
            return family.contacts().stream().map(it -> of(it, family.scopes())).toList();
        }

        private static ContactView of(Contact it, Collection<Scope> scopes) {
            return new ContactView(
                    it.childId(),
                    it.openid(),
                    it.alertPhone(),
                    it.nickname(),
                    it.relationship(),
                    it.notificationEnabled(),
                    scopes);
        }

        @Override
        public String toString() {
            return "ContactView[childId=%s]".formatted(childId);
        }
    }

    private final ListContacts listContacts;
    private final ListChildren listChildren;

    InternalContactController(ListContacts listContacts, ListChildren listChildren) {
        this.listContacts = listContacts;
        this.listChildren = listChildren;
    }

    @GetMapping("/contacts")
    Mono<ResponseEntity<Envelope<Page<ContactView>>>> contacts(CallingService service, @PathVariable UUID userId) {
        return listContacts
                .handle(Actor.of(service), userId)
                .flatMap(family -> Answers.ok(Page.all(ContactView.of(family))));
    }

    @GetMapping("/children")
    Mono<ResponseEntity<Envelope<Page<Kin>>>> children(@PathVariable UUID userId) {
        return listChildren.handle(userId).flatMap(them -> Answers.ok(Page.all(them)));
    }
}
