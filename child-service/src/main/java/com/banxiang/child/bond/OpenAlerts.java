package com.banxiang.child.bond;

import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** How many alerts of a parent nobody has taken care of; whoever knows alerts meets this need. */
public interface OpenAlerts {

    /** By parent, of what the bonds let the child see; a parent whose health is not shared is left out. */
    Mono<Map<UUID, Long>> of(Collection<Bond> bonds);
}
