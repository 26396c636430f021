package com.banxiang.child.bond;

import static com.banxiang.child.bond.BindDecision.Reason.INVALID_FAMILY_CODE;
import static com.banxiang.child.bond.BindDecision.Reason.TOO_MANY_PARENTS;

import com.banxiang.child.account.Children;
import com.banxiang.child.bond.BindDecision.Bound;
import com.banxiang.child.bond.BindDecision.Refused;
import com.banxiang.child.bond.BindDecision.TooManyTries;
import com.banxiang.child.bond.BondEvent.FamilyLinked;
import com.banxiang.child.bond.FamilyCodes.Family;
import com.banxiang.platform.outbox.Outbox;
import com.banxiang.platform.remote.NeighbourRefused;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import org.springframework.util.IdGenerator;
import reactor.core.publisher.Mono;

/**
 * Binds a child to the parent whose family code it holds.
 *
 * <p>The code is redeemed before the transaction. If the process dies between the two, asking again heals it: the same
 * child may redeem the same code again while it lives. The child's row stays locked while its bonds are counted, so that
 * two codes at once can't pass the limit.
 */
@Component
final class BindParent {

    static final int MOST_PARENTS = 10;

    private static final Duration AN_HOUR = Duration.ofHours(1);

    record Command(
            UUID child,
            String code,
            Relationship relationship,
            @Nullable String alertPhone) {}

    private final Bonds bonds;
    private final Children children;
    private final FamilyCodes codes;
    private final Outbox outbox;
    private final TransactionalOperator transaction;
    private final IdGenerator ids;
    private final Clock clock;

    BindParent(
            Bonds bonds,
            Children children,
            FamilyCodes codes,
            Outbox outbox,
            TransactionalOperator transaction,
            IdGenerator ids,
            Clock clock) {
        this.bonds = bonds;
        this.children = children;
        this.codes = codes;
        this.outbox = outbox;
        this.transaction = transaction;
        this.ids = ids;
        this.clock = clock;
    }

    /** Never empty. Fails with {@link com.banxiang.platform.web.Unavailable} if user-service is away. */
    Mono<BindDecision> handle(Command command) {

        return bonds.findByCode(command.child(), command.code())
                .map(BindParent::again)
                .switchIfEmpty(Mono.defer(() -> redeem(command)))
                .checkpoint("bind parent");
    }

    /** A code that made a bond which has ended must not bring it back. */
    private static BindDecision again(Bond bond) {
        return bond.isLive() ? new Bound(bond) : new Refused(INVALID_FAMILY_CODE);
    }

    private Mono<BindDecision> redeem(Command command) {

        return bonds.countLiveOf(command.child())
                .flatMap(count -> count >= MOST_PARENTS
                        ? Mono.just(new Refused(TOO_MANY_PARENTS))
                        : codes.redeem(command.code(), command.child())
                                .flatMap(family -> bind(command, family))
                                .onErrorResume(NeighbourRefused.class, BindParent::refusal));
    }

    private Mono<BindDecision> bind(Command command, Family family) {

        return children.lock(command.child())
                .then(bonds.findLive(command.child(), family.parentId()))
                .<BindDecision>map(Bound::new)
                .switchIfEmpty(Mono.defer(() -> make(command, family)))
                .as(transaction::transactional);
    }

    private Mono<BindDecision> make(Command command, Family family) {

        var now = clock.instant();
        var bond = new Bond(
                ids.generateId(),
                command.child(),
                family.parentId(),
                command.relationship(),
                true,
                command.alertPhone(),
                1,
                now,
                null);

        return bonds.countLiveOf(command.child())
                .flatMap(count -> count >= MOST_PARENTS
                        ? Mono.just(new Refused(TOO_MANY_PARENTS))
                        : bonds.add(bond, command.code(), family.consentVersion())
                                .then(outbox.append(FamilyLinked.TOPIC, FamilyLinked.of(bond, now)))
                                .thenReturn(new Bound(bond)));
    }

    private static Mono<BindDecision> refusal(NeighbourRefused refused) {

        if (refused.status().isSameCodeAs(HttpStatus.TOO_MANY_REQUESTS)) {
            var retryAfter = refused.retryAfter();
            return Mono.just(new TooManyTries(retryAfter == null ? AN_HOUR : retryAfter));
        }

        return refused.status().isSameCodeAs(HttpStatus.UNPROCESSABLE_CONTENT)
                ? Mono.just(new Refused(INVALID_FAMILY_CODE))
                : Mono.error(refused);
    }
}
