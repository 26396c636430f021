package com.banxiang.child.bond;

import com.banxiang.child.account.Parents;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Puts together what a child sees of its bonds: its own rows, and what neighbours add while they answer. */
@Component
final class ShowParents {

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

        return Mono.zip(named, counted, reached)
                .map(it -> live.stream()
                        .map(bond -> BondView.of(
                                bond,
                                it.getT1().get(bond.parent()),
                                it.getT2().getOrDefault(bond.parent(), 0L),
                                it.getT3().map(reaches -> reaches.test(bond)).orElse(null)))
                        .toList());
    }
}
