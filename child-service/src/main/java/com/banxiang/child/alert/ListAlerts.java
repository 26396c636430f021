package com.banxiang.child.alert;

import com.banxiang.child.alert.Alert.Status;
import com.banxiang.child.bond.Bond;
import com.banxiang.child.bond.LiveBonds;
import com.banxiang.child.outcome.Outcomes;
import com.banxiang.child.outcome.UseCase;
import com.banxiang.child.sharing.ParentAccess;
import com.banxiang.child.sharing.Scope;
import com.banxiang.platform.audit.Actor;
import com.banxiang.platform.audit.Audit;
import com.banxiang.platform.security.Account;
import com.banxiang.platform.security.AccountKind;
import com.banxiang.platform.security.Caller;
import com.banxiang.platform.web.Cursor;
import com.banxiang.platform.web.Page;
import com.banxiang.platform.web.PageRequest;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Lists the alerts of those parents who share their health; each look is audited for each of them. */
@Component
final class ListAlerts {

    private final VisibleAlerts alerts;
    private final LiveBonds bonds;
    private final ParentAccess access;
    private final Audit audit;
    private final Outcomes outcomes;

    ListAlerts(VisibleAlerts alerts, LiveBonds bonds, ParentAccess access, Audit audit, Outcomes outcomes) {
        this.alerts = alerts;
        this.bonds = bonds;
        this.access = access;
        this.audit = audit;
        this.outcomes = outcomes;
    }

    /**
     * Never empty. Fails as {@link LiveBonds#between} if the one parent asked for is not the child's.
     *
     * @param parent of whom alone; null for all
     */
    Mono<Page<Alert>> handle(Caller child, @Nullable UUID parent, @Nullable Status status, PageRequest page) {

        return bonds(child.id(), parent)
                .flatMap(them -> access.whoShare(Scope.HEALTH, them).collectList())
                .delayUntil(them -> Flux.fromIterable(them)
                        .concatMap(bond -> audit.read(
                                Actor.of(child), "read-alerts", new Account(AccountKind.USER, bond.parent()))))
                .flatMap(them -> page(them, status, page))
                .as(outcomes.of(UseCase.LIST_ALERTS, child.id()))
                .checkpoint("list alerts");
    }

    private Mono<List<Bond>> bonds(UUID child, @Nullable UUID parent) {
        return parent == null
                ? bonds.of(child).collectList()
                : bonds.between(child, parent).map(List::of);
    }

    private Mono<Page<Alert>> page(List<Bond> bonds, @Nullable Status status, PageRequest page) {
        return bonds.isEmpty()
                ? Mono.just(Page.all(List.of()))
                : alerts.page(bonds, status, page)
                        .collectList()
                        .map(rows -> Page.of(rows, page.limit(), it -> new Cursor(it.raisedAt(), it.id())));
    }
}
