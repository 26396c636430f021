package com.banxiang.user.family;

import com.banxiang.platform.outbox.Outbox;
import com.banxiang.platform.security.Account;
import com.banxiang.platform.security.AccountKind;
import com.banxiang.user.family.ChildLinks.Held;
import com.banxiang.user.family.FamilyEvent.FamilyUnlinked;
import com.banxiang.user.invitation.RedeemFamilyCode;
import java.time.Clock;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/**
 * Ends what binds two people, at the wish of either.
 * <p>
 * A link between app users ends here. A bond with a child of the mini-program is child-service's to end: only when it has
 * is anything changed here, and what is changed then only anticipates the news it publishes. Doing it twice does it once.
 */
@Component
final class RemoveMember {

    record Command(UUID user, UUID linkId) {}

    private final FamilyLinks links;
    private final ChildLinks childLinks;
    private final Bonds bonds;
    private final RedeemFamilyCode codes;
    private final Outbox outbox;
    private final TransactionalOperator transaction;
    private final Clock clock;

    RemoveMember(
            FamilyLinks links,
            ChildLinks childLinks,
            Bonds bonds,
            RedeemFamilyCode codes,
            Outbox outbox,
            TransactionalOperator transaction,
            Clock clock) {
        this.links = links;
        this.childLinks = childLinks;
        this.bonds = bonds;
        this.codes = codes;
        this.outbox = outbox;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Fails with {@link UnknownMember}, and with {@link com.banxiang.platform.web.Unavailable} while a bond can't be ended. */
    Mono<Void> handle(Command command) {

        return links.lockElderOf(command.linkId(), command.user())
                .flatMap(_ -> links.find(command.linkId()))
                .delayUntil(link -> link.live() ? end(link) : Mono.empty())
                .as(transaction::transactional)
                .hasElement()
                .flatMap(found -> found ? Mono.empty() : endBond(command))
                .checkpoint("remove family member");
    }

    private Mono<Void> end(FamilyLink link) {

        var now = clock.instant();

        return links.end(link, now)
                .flatMap(version -> outbox.append(FamilyUnlinked.TOPIC, FamilyUnlinked.from(link, version, now)))
                .then(Mono.defer(() -> codes.forget(link.parentId(), link.child())));
    }

    private Mono<Void> endBond(Command command) {

        return childLinks
                .find(command.linkId(), command.user())
                .switchIfEmpty(Mono.error(() -> new UnknownMember(command.linkId())))
                .filter(Held::live)
                .flatMap(bond -> bonds.end(command.linkId(), new Account(AccountKind.USER, command.user()))
                        .filter(ended -> ended)
                        .switchIfEmpty(Mono.error(() -> new UnknownMember(command.linkId())))
                        .then(Mono.defer(() -> ended(command, bond))));
    }

    private Mono<Void> ended(Command command, Held bond) {
        return childLinks
                .ended(command.linkId(), clock.instant())
                .then(Mono.defer(() -> codes.forget(command.user(), new Account(AccountKind.CHILD, bond.childId()))))
                .as(transaction::transactional);
    }
}
