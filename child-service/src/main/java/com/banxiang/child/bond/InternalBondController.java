package com.banxiang.child.bond;

import com.banxiang.child.bond.Contacts.Contact;
import com.banxiang.child.sharing.Scope;
import com.banxiang.child.sharing.Sharings;
import com.banxiang.platform.audit.Actor;
import com.banxiang.platform.audit.Audit;
import com.banxiang.platform.security.Account;
import com.banxiang.platform.security.AccountKind;
import com.banxiang.platform.security.CallingService;
import com.banxiang.platform.web.Answers;
import com.banxiang.platform.web.Envelope;
import com.banxiang.platform.web.Page;
import java.util.Collection;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** What other services ask about bonds. */
@RestController
@RequestMapping("/internal")
final class InternalBondController {

    record ContactView(
            UUID childId,
            String openid,
            @Nullable String alertPhone,
            String nickname,
            Relationship relationship,
            boolean notificationEnabled,
            Collection<Scope> scopes) {

        static ContactView of(Contact it, Collection<Scope> scopes) {
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

    record ChildView(UUID childId, String nickname, Relationship relationship) {}

    record LinkView(UUID linkId, long version) {}

    private final Bonds bonds;
    private final Contacts contacts;
    private final Sharings sharings;
    private final EndBond endBond;
    private final Audit audit;

    InternalBondController(Bonds bonds, Contacts contacts, Sharings sharings, EndBond endBond, Audit audit) {
        this.bonds = bonds;
        this.contacts = contacts;
        this.sharings = sharings;
        this.endBond = endBond;
        this.audit = audit;
    }

    @GetMapping("/parents/{userId}/contacts")
    Mono<ResponseEntity<Envelope<Page<ContactView>>>> contacts(CallingService service, @PathVariable UUID userId) {

        return audit.read(Actor.of(service), "read-contacts-of-children", new Account(AccountKind.USER, userId))
                .then(sharings.of(userId))
                .flatMap(scopes -> contacts.of(userId)
                        .map(it -> ContactView.of(it, scopes))
                        .collectList())
                .flatMap(it -> Answers.ok(Page.all(it)));
    }

    @GetMapping("/parents/{userId}/children")
    Mono<ResponseEntity<Envelope<Page<ChildView>>>> children(@PathVariable UUID userId) {

        return contacts.of(userId)
                .map(it -> new ChildView(it.childId(), it.nickname(), it.relationship()))
                .collectList()
                .flatMap(it -> Answers.ok(Page.all(it)));
    }

    @GetMapping("/bonds/{childId}/{userId}")
    Mono<ResponseEntity<Envelope<LinkView>>> bond(@PathVariable UUID childId, @PathVariable UUID userId) {

        return bonds.findLive(childId, userId)
                .switchIfEmpty(Mono.error(() -> new UnknownParent(userId)))
                .flatMap(it -> Answers.ok(new LinkView(it.linkId(), it.version())));
    }

    @DeleteMapping("/bonds/{linkId}")
    Mono<ResponseEntity<Envelope<Void>>> end(CallingService service, @PathVariable UUID linkId) {

        var elder = service.actingFor();

        return endBond.byParent(linkId, elder == null || elder.kind() != AccountKind.USER ? null : elder.id())
                .then(Mono.defer(() -> Answers.ok()));
    }
}
