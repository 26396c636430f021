package com.banxiang.child.bond;

import com.banxiang.child.sharing.Scope;
import com.banxiang.child.sharing.Sharings;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Lets a child look at a parent, or not.
 *
 * <p>The bond is read each time, never remembered: once either side ends it, the next request finds the door closed.
 */
@Component
public final class ParentAccess {

    private final Bonds bonds;
    private final Sharings sharings;

    ParentAccess(Bonds bonds, Sharings sharings) {
        this.bonds = bonds;
        this.sharings = sharings;
    }

    /**
     * Never empty. Fails with {@link UnknownParent} without a live bond, with {@link NotShared} where the parent keeps the
     * scope closed, and with {@link com.banxiang.platform.web.Unavailable} if that can't be known now.
     */
    public Mono<Bond> to(UUID parent, UUID child, Scope scope) {

        return bonds.findLive(child, parent)
                .switchIfEmpty(Mono.error(() -> new UnknownParent(parent)))
                .delayUntil(_ -> sharings.of(parent)
                        .filter(it -> it.contains(scope))
                        .switchIfEmpty(Mono.error(() -> new NotShared(scope))));
    }

    /** The live bonds with those parents who share the scope; at most as many as a child may have. */
    public Flux<Bond> toAllWhoShare(Scope scope, UUID child) {

        return bonds.findLiveOf(child)
                .collectList()
                .flatMapMany(Flux::fromIterable)
                .filterWhen(bond -> sharings.of(bond.parent()).map(it -> it.contains(scope)), BindParent.MOST_PARENTS);
    }
}
