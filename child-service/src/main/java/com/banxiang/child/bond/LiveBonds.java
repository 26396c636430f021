package com.banxiang.child.bond;

import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Who is bound to whom at this moment.
 *
 * <p>The row is read each time, never remembered: once either side ends a bond, the next request finds the door closed.
 */
@Component
public final class LiveBonds {

    private final Bonds bonds;

    LiveBonds(Bonds bonds) {
        this.bonds = bonds;
    }

    /** Never empty. Fails with {@link UnknownParent} if they are not bound now. */
    public Mono<Bond> between(UUID child, UUID parent) {
        return bonds.findLive(child, parent).switchIfEmpty(Mono.error(() -> new UnknownParent(parent)));
    }

    /** Oldest first; at most {@value BindParent#MOST_PARENTS}. */
    public Flux<Bond> of(UUID child) {
        return bonds.findLiveOf(child);
    }
}
