package com.banxiang.child.bond;

import com.banxiang.child.bond.BondEvent.FamilyUnlinked;
import com.banxiang.platform.outbox.Outbox;
import java.time.Clock;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Ends every live bond of somebody who leaves, and says so. */
@Component
public final class EndBonds {

    private final Bonds bonds;
    private final Outbox outbox;
    private final Clock clock;

    EndBonds(Bonds bonds, Outbox outbox, Clock clock) {
        this.bonds = bonds;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** Belongs into the caller's transaction. */
    public Mono<Void> ofChild(UUID child) {
        return end(bonds.everyOneOfChild(child, BondHistory.MOST));
    }

    /** Belongs into the caller's transaction. */
    public Mono<Void> ofParent(UUID parent) {
        return end(bonds.everyOneOfParent(parent, BondHistory.MOST));
    }

    private Mono<Void> end(Flux<Bond> all) {
        return all.filter(Bond::isLive)
                .collectList()
                .flatMapIterable(it -> it)
                .concatMap(bond -> {
                    var now = clock.instant();
                    return bonds.end(bond.linkId(), now)
                            .map(bond::withVersion)
                            .flatMap(it -> outbox.append(FamilyUnlinked.TOPIC, FamilyUnlinked.of(it, now)));
                })
                .then();
    }
}
