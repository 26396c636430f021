package com.banxiang.child.bond;

import com.banxiang.child.account.Parents;
import com.banxiang.child.account.Parents.Parent;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Who a parent is to a child: the bond, and what neighbours add while they answer. */
@Component
public final class ParentProfiles {

    private final Parents parents;
    private final Reachability reachability;

    ParentProfiles(Parents parents, Reachability reachability) {
        this.parents = parents;
        this.reachability = reachability;
    }

    /** Never empty. What neighbours don't say is left out. */
    public Mono<ParentProfile> of(Bond bond) {

        var named = parents.named(List.of(bond.parent()))
                .map(names -> Optional.<Parent>ofNullable(names.get(bond.parent())));
        var reached = reachability
                .of(bond.child())
                .map(it -> Optional.of(it.test(bond)))
                .defaultIfEmpty(Optional.empty());

        return named.zipWith(
                reached,
                (parent, reachable) ->
                        ParentProfile.of(BondView.of(bond, parent.orElse(null), null, reachable.orElse(null))));
    }
}
