package com.banxiang.child.alert;

import com.banxiang.child.alert.Alert.Status;
import com.banxiang.child.bond.ParentAccess;
import com.banxiang.child.sharing.Scope;
import com.banxiang.platform.audit.Actor;
import com.banxiang.platform.audit.Audit;
import com.banxiang.platform.security.Account;
import com.banxiang.platform.security.AccountKind;
import com.banxiang.platform.security.Caller;
import com.banxiang.platform.web.Cursor;
import com.banxiang.platform.web.Page;
import com.banxiang.platform.web.PageRequest;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Lists the alerts of those parents who share their health; each look is audited for each of them. */
@Component
final class ListAlerts {

    private final Alerts alerts;
    private final ParentAccess access;
    private final Audit audit;

    ListAlerts(Alerts alerts, ParentAccess access, Audit audit) {
        this.alerts = alerts;
        this.access = access;
        this.audit = audit;
    }

    /**
     * Never empty.
     *
     * @param parent of whom alone; null for all
     */
    Mono<Page<Alert>> handle(Caller child, @Nullable UUID parent, @Nullable Status status, PageRequest page) {

        return access.toAllWhoShare(Scope.HEALTH, child.id())
                .filter(bond -> parent == null || parent.equals(bond.parent()))
                .collectList()
                .delayUntil(bonds -> Flux.fromIterable(bonds)
                        .concatMap(bond -> audit.read(
                                Actor.of(child), "read-alerts", new Account(AccountKind.USER, bond.parent())))
                        .then())
                .flatMap(bonds -> bonds.isEmpty()
                        ? Mono.just(Page.<Alert>all(java.util.List.of()))
                        : alerts.page(bonds, status, page)
                                .collectList()
                                .map(rows -> Page.of(rows, page.limit(), it -> new Cursor(it.raisedAt(), it.id()))))
                .checkpoint("list alerts");
    }
}
