package com.banxiang.child.bond;

import com.banxiang.child.account.Parents;
import com.banxiang.child.account.Parents.Parent;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Puts together what a child sees of its bonds: its own rows, and what neighbours add while they answer. */
@Component
final class ShowParents {

    /** What neighbours and other features know; null while it is not known who can be reached. */
    private record Additions(
            Map<UUID, Parent> names,
            Map<UUID, Long> openAlerts,
            @Nullable Predicate<Bond> reaches) {

        Additions reachedBy(@Nullable Predicate<Bond> reaches) {
            return new Additions(names, openAlerts, reaches);
        }

        BondView to(Bond bond) {
            return BondView.of(
                    bond,
                    names.get(bond.parent()),
                    openAlerts.get(bond.parent()),
                    reaches == null ? null : reaches.test(bond));
        }
    }

    private final Bonds bonds;
    private final Parents parents;
    private final OpenAlerts openAlerts;
    private final Reachability reachability;

    ShowParents(Bonds bonds, Parents parents, OpenAlerts openAlerts, Reachability reachability) {
        this.bonds = bonds;
        this.parents = parents;
        this.openAlerts = openAlerts;
        this.reachability = reachability;
    }

    Mono<List<BondView>> of(UUID child) {
        return bonds.findLiveOf(child)
                .collectList()
                .flatMap(live -> live.isEmpty() ? Mono.just(List.<BondView>of()) : views(live, child))
                .checkpoint("show parents");
    }

    Mono<BondView> of(Bond bond) {
        return views(List.of(bond), bond.child()).map(List::getFirst);
    }

    private Mono<List<BondView>> views(List<Bond> live, UUID child) {

        var named = parents.named(live.stream().map(Bond::parent).toList());
        var counted = openAlerts.of(live);
        var reached = reachability.of(child).map(Optional::of).defaultIfEmpty(Optional.<Predicate<Bond>>empty());

        return named.zipWith(counted, (names, counts) -> new Additions(names, counts, null))
                .zipWith(reached, (added, reaches) -> added.reachedBy(reaches.orElse(null)))
                .map(added -> live.stream().map(added::to).toList());
    }
}
