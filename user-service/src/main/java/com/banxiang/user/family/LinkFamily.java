package com.banxiang.user.family;

import com.banxiang.platform.outbox.Outbox;
import com.banxiang.platform.security.Account;
import com.banxiang.platform.security.AccountKind;
import com.banxiang.user.account.LookUpUser;
import com.banxiang.user.family.FamilyEvent.FamilyLinked;
import com.banxiang.user.family.FamilyEvent.Relationship;
import com.banxiang.user.invitation.RedeemFamilyCode;
import com.banxiang.user.invitation.RedeemFamilyCode.Answer.Later;
import com.banxiang.user.invitation.RedeemFamilyCode.Answer.No;
import com.banxiang.user.invitation.RedeemFamilyCode.Answer.Welcome;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import org.springframework.util.IdGenerator;
import reactor.core.publisher.Mono;

/** Makes an app user the child of the elder whose code they have. Asking again is answered with the same link. */
@Component
final class LinkFamily {

    record Command(UUID child, String code, Relationship relationship) {}

    /** The answer to whoever has a code. */
    sealed interface Decision {

        record Linked(FamilyLink link) implements Decision {}

        record Refused(Enum<?> reason) implements Decision {}

        record TooManyTries(Duration retryAfter) implements Decision {}
    }

    private final LookUpUser lookUpUser;
    private final RedeemFamilyCode redeemFamilyCode;
    private final FamilyLinks links;
    private final Outbox outbox;
    private final TransactionalOperator transaction;
    private final IdGenerator ids;
    private final Clock clock;

    LinkFamily(
            LookUpUser lookUpUser,
            RedeemFamilyCode redeemFamilyCode,
            FamilyLinks links,
            Outbox outbox,
            TransactionalOperator transaction,
            IdGenerator ids,
            Clock clock) {
        this.lookUpUser = lookUpUser;
        this.redeemFamilyCode = redeemFamilyCode;
        this.links = links;
        this.outbox = outbox;
        this.transaction = transaction;
        this.ids = ids;
        this.clock = clock;
    }

    /** Never empty. Fails with {@link com.banxiang.user.account.UnknownUser} if the child has no account any more. */
    Mono<Decision> handle(Command command) {

        var child = new Account(AccountKind.USER, command.child());

        return lookUpUser
                .handle(command.child())
                .then(Mono.defer(() -> redeemFamilyCode.handle(command.code(), child)))
                .flatMap(answer -> switch (answer) {
                    case Welcome welcome -> link(command, welcome.elder()).<Decision>map(Decision.Linked::new);
                    case No(var reason) -> Mono.just(new Decision.Refused(reason));
                    case Later(var retryAfter) -> Mono.just(new Decision.TooManyTries(retryAfter));
                })
                .as(transaction::transactional)
                .checkpoint("link family");
    }

    private Mono<FamilyLink> link(Command command, UUID parent) {

        return links.findLive(parent, command.child())
                .flatMap(link -> link.relationship() == command.relationship()
                        ? Mono.just(link)
                        : change(link, command.relationship()))
                .switchIfEmpty(Mono.defer(() -> add(command, parent)));
    }

    private Mono<FamilyLink> change(FamilyLink link, Relationship relationship) {
        return links.change(link, relationship)
                .map(version -> link.with(relationship, version))
                .delayUntil(it -> announce(it, clock.instant()));
    }

    private Mono<FamilyLink> add(Command command, UUID parent) {

        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var link = new FamilyLink(ids.generateId(), parent, command.child(), command.relationship(), now, true, 1);

        return links.add(link).then(Mono.defer(() -> announce(link, now))).thenReturn(link);
    }

    private Mono<Void> announce(FamilyLink link, Instant now) {
        return outbox.append(FamilyLinked.TOPIC, FamilyLinked.from(link, now));
    }
}
