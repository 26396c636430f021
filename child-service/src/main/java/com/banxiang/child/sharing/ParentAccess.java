package com.banxiang.child.sharing;

import com.banxiang.child.bond.Bond;
import com.banxiang.child.bond.LiveBonds;
import java.util.Collection;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Lets a child look at a parent, or not: first the bond must live, then the parent must share. */
@Component
public final class ParentAccess {

    private static final int ASKED_AT_ONCE = 10;

    private final LiveBonds bonds;
    private final Sharings sharings;

    ParentAccess(LiveBonds bonds, Sharings sharings) {
        this.bonds = bonds;
        this.sharings = sharings;
    }

    /**
     * Never empty. Fails as {@link LiveBonds#between} without a live bond, with {@link NotShared} where the parent keeps
     * the scope closed, and with {@link com.banxiang.platform.web.Unavailable} if that can't be known now.
     */
    public Mono<Bond> to(UUID parent, UUID child, Scope scope) {
        return bonds.between(child, parent)
                .delayUntil(_ -> sharings.of(parent)
                        .filter(it -> it.contains(scope))
                        .switchIfEmpty(Mono.error(() -> new NotShared(scope))));
    }

    /** Those of these bonds whose parents share the scope. Fails if that can't be known of one of them. */
    public Flux<Bond> whoShare(Scope scope, Collection<Bond> bonds) {
        return Flux.fromIterable(bonds)
                .flatMapSequential(
                        bond -> sharings.of(bond.parent())
                                .filter(it -> it.contains(scope))
                                .map(_ -> bond),
                        ASKED_AT_ONCE);
    }
}
