package com.banxiang.child.bond;

import static com.banxiang.child.bond.BindDecision.Reason.INVALID_FAMILY_CODE;
import static com.banxiang.child.bond.BindDecision.Reason.TOO_MANY_PARENTS;

import com.banxiang.child.account.Children;
import com.banxiang.child.bond.BindDecision.Bound;
import com.banxiang.child.bond.BindDecision.Refused;
import com.banxiang.child.bond.BindDecision.TooManyTries;
import com.banxiang.child.bond.BondEvent.FamilyLinked;
import com.banxiang.child.bond.FamilyCodes.Redemption.No;
import com.banxiang.child.bond.FamilyCodes.Redemption.Welcome;
import com.banxiang.child.outcome.Outcomes;
import com.banxiang.child.outcome.UseCase;
import com.banxiang.platform.outbox.Outbox;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
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
    private final Outcomes outcomes;

    BindParent(
            Bonds bonds,
            Children children,
            FamilyCodes codes,
            Outbox outbox,
            TransactionalOperator transaction,
            IdGenerator ids,
            Clock clock,
            Outcomes outcomes) {
        this.bonds = bonds;
        this.children = children;
        this.codes = codes;
        this.outbox = outbox;
        this.transaction = transaction;
        this.ids = ids;
        this.clock = clock;
        this.outcomes = outcomes;
    }

    /** Never empty. Fails with {@link com.banxiang.platform.web.Unavailable} if user-service is away. */
    Mono<BindDecision> handle(Command command) {

        return bonds.findByCode(command.child(), command.code())
                .map(BindParent::again)
                .switchIfEmpty(Mono.defer(() -> redeem(command)))
                .as(outcomes.of(UseCase.BIND, command.child(), BindParent::outcome))
                .checkpoint("bind parent");
    }

    /** A code that made a bond which has ended must not bring it back. */
    private static BindDecision again(Bond bond) {
        return bond.isLive() ? new Bound(bond) : new Refused(INVALID_FAMILY_CODE);
    }

    /** Whose family is full keeps the code unspent. */
    private Mono<BindDecision> redeem(Command command) {

        return bonds.countLiveOf(command.child())
                .flatMap(count -> count >= MOST_PARENTS
                        ? Mono.just(new Refused(TOO_MANY_PARENTS))
                        : codes.redeem(command.code(), command.child()).flatMap(redemption -> switch (redemption) {
                            case Welcome welcome -> bind(command, welcome);
                            case No(var refusal) -> Mono.just(refusal);
                        }));
    }

    private Mono<BindDecision> bind(Command command, Welcome welcome) {

        return children.lock(command.child())
                .then(bonds.findByCode(command.child(), command.code()))
                .map(BindParent::again)
                .switchIfEmpty(Mono.defer(() -> bonds.findLive(command.child(), welcome.parent()))
                        .delayUntil(bond -> bonds.remember(bond, command.code()))
                        .map(Bound::new))
                .switchIfEmpty(Mono.defer(() -> make(command, welcome)))
                .as(transaction::transactional);
    }

    private Mono<BindDecision> make(Command command, Welcome welcome) {

        // As answers show it; kept finer, the database would round what was answered already.
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var bond = new Bond(
                ids.generateId(),
                command.child(),
                welcome.parent(),
                command.relationship(),
                true,
                command.alertPhone(),
                1,
                now,
                null);

        return bonds.countLiveOf(command.child())
                .flatMap(count -> count >= MOST_PARENTS
                        ? Mono.just(new Refused(TOO_MANY_PARENTS))
                        : bonds.add(bond, welcome.consentVersion())
                                .then(bonds.remember(bond, command.code()))
                                .then(outbox.append(FamilyLinked.TOPIC, FamilyLinked.of(bond, now)))
                                .thenReturn(new Bound(bond)));
    }

    private static String outcome(BindDecision decision) {
        return switch (decision) {
            case Bound _ -> "bound";
            case Refused(var reason) -> Outcomes.named(reason);
            case TooManyTries _ -> "too_many_tries";
        };
    }
}
