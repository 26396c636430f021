package com.banxiang.child.bond;

import static java.util.Objects.requireNonNull;

import com.banxiang.child.bond.BondEvent.FamilyLinked;
import com.banxiang.child.outcome.Outcomes;
import com.banxiang.child.outcome.UseCase;
import com.banxiang.platform.outbox.Outbox;
import com.banxiang.platform.web.Change;
import java.time.Clock;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Changes what a child wants to hear about a parent, and where; the others are told by a higher version. */
@Component
final class ChangeBond {

    record Changes(Change<Relationship> relationship, Change<Boolean> notificationEnabled, Change<String> alertPhone) {}

    private final Bonds bonds;
    private final Outbox outbox;
    private final TransactionalOperator transaction;
    private final Clock clock;
    private final Outcomes outcomes;

    ChangeBond(Bonds bonds, Outbox outbox, TransactionalOperator transaction, Clock clock, Outcomes outcomes) {
        this.bonds = bonds;
        this.outbox = outbox;
        this.transaction = transaction;
        this.clock = clock;
        this.outcomes = outcomes;
    }

    /** Never empty. Fails with {@link UnknownParent} if they are not bound. A change that changes nothing tells nobody. */
    Mono<Bond> handle(UUID child, UUID parent, Changes changes) {

        return bonds.lockLive(child, parent)
                .switchIfEmpty(Mono.error(() -> new UnknownParent(parent)))
                .flatMap(bond -> {
                    var changed = bond.changed(
                            requireNonNull(changes.relationship().of(bond.relationship())),
                            requireNonNull(changes.notificationEnabled().of(bond.notificationEnabled())),
                            changes.alertPhone().of(bond.alertPhone()));
                    return changed.equals(bond) ? Mono.just(bond) : store(changed);
                })
                .as(transaction::transactional)
                .as(outcomes.of(UseCase.CHANGE_BOND, child))
                .checkpoint("change bond");
    }

    private Mono<Bond> store(Bond bond) {
        return bonds.save(bond)
                .map(bond::withVersion)
                .delayUntil(it -> outbox.append(FamilyLinked.TOPIC, FamilyLinked.of(it, clock.instant())));
    }
}
