package com.banxiang.child.overview;

import com.banxiang.child.bond.Bond;
import com.banxiang.child.bond.LiveBonds;
import com.banxiang.child.bond.ParentProfiles;
import com.banxiang.child.outcome.Outcomes;
import com.banxiang.child.outcome.UseCase;
import com.banxiang.child.sharing.Sharings;
import com.banxiang.platform.audit.Actor;
import com.banxiang.platform.audit.Audit;
import com.banxiang.platform.security.Account;
import com.banxiang.platform.security.AccountKind;
import com.banxiang.platform.security.Caller;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Lets a child see a parent at a glance. One row says so, written before anything is asked. */
@Component
final class ReadOverview {

    private final LiveBonds bonds;
    private final Sharings sharings;
    private final ParentProfiles profiles;
    private final AskParts askParts;
    private final Audit audit;
    private final Outcomes outcomes;

    ReadOverview(
            LiveBonds bonds,
            Sharings sharings,
            ParentProfiles profiles,
            AskParts askParts,
            Audit audit,
            Outcomes outcomes) {
        this.bonds = bonds;
        this.sharings = sharings;
        this.profiles = profiles;
        this.askParts = askParts;
        this.audit = audit;
        this.outcomes = outcomes;
    }

    /** Never empty. Fails as {@link LiveBonds#between} without a live bond; whatever else is away is only missing in it. */
    Mono<Overview> handle(Caller child, UUID parent) {

        return bonds.between(child.id(), parent)
                .delayUntil(_ -> audit.read(Actor.of(child), "read-overview", new Account(AccountKind.USER, parent)))
                .flatMap(this::look)
                .as(outcomes.of(UseCase.READ_OVERVIEW, child.id()))
                .checkpoint("read a parent's overview");
    }

    private Mono<Overview> look(Bond bond) {
        return profiles.of(bond).zipWith(askParts.handle(bond, sharings.of(bond.parent())), Overview::new);
    }
}
