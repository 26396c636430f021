package com.banxiang.child.bond;

import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Every bond somebody has or had, for whoever takes their data along. */
@Component
public final class BondHistory {

    /** The newest of them; nobody comes near it who is no machine. */
    public static final int MOST = 1_000;

    private final Bonds bonds;

    BondHistory(Bonds bonds) {
        this.bonds = bonds;
    }

    /** Never empty. The live ones first, then the newest. */
    public Mono<List<Bond>> ofChild(UUID child) {
        return bonds.everyOneOfChild(child, MOST).collectList();
    }

    /** Never empty. The live ones first, then the newest. */
    public Mono<List<Bond>> ofParent(UUID parent) {
        return bonds.everyOneOfParent(parent, MOST).collectList();
    }
}
