package com.banxiang.child.bond;

import com.banxiang.child.bond.BondEvent.FamilyUnlinked;
import com.banxiang.child.outcome.Outcomes;
import com.banxiang.child.outcome.UseCase;
import com.banxiang.platform.outbox.Outbox;
import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Ends a bond, for either side. What was open to the child is closed from the next request on. */
@Component
final class EndBond {

    private final Bonds bonds;
    private final Outbox outbox;
    private final TransactionalOperator transaction;
    private final Clock clock;
    private final Outcomes outcomes;

    EndBond(Bonds bonds, Outbox outbox, TransactionalOperator transaction, Clock clock, Outcomes outcomes) {
        this.bonds = bonds;
        this.outbox = outbox;
        this.transaction = transaction;
        this.clock = clock;
        this.outcomes = outcomes;
    }

    /** For the child. Fails with {@link UnknownParent} if they are not bound. */
    Mono<Void> byChild(UUID child, UUID parent) {

        return bonds.lockLive(child, parent)
                .switchIfEmpty(Mono.error(() -> new UnknownParent(parent)))
                .flatMap(this::end)
                .as(transaction::transactional)
                .as(outcomes.of(UseCase.END_BOND, child))
                .checkpoint("end bond for the child");
    }

    /**
     * For the elder. A bond that has ended before is fine. Fails with {@link UnknownBond} if it is another elder's.
     *
     * @param parent null, who is nobody's parent, where the neighbour named no elder
     */
    Mono<Void> byParent(UUID linkId, @Nullable UUID parent) {

        return bonds.lock(linkId)
                .filter(bond -> bond.parent().equals(parent))
                .switchIfEmpty(Mono.error(() -> new UnknownBond(linkId)))
                .flatMap(this::end)
                .as(transaction::transactional)
                .as(outcomes.of(UseCase.END_BOND, parent))
                .checkpoint("end bond for the elder");
    }

    private Mono<Void> end(Bond bond) {

        var now = clock.instant();

        return bonds.end(bond.linkId(), now)
                .map(bond::withVersion)
                .flatMap(it -> outbox.append(FamilyUnlinked.TOPIC, FamilyUnlinked.of(it, now)));
    }
}
