package com.banxiang.child.alert;

import com.banxiang.child.bond.Bond;
import com.banxiang.child.bond.OpenAlerts;
import com.banxiang.child.sharing.ParentAccess;
import com.banxiang.child.sharing.Scope;
import com.banxiang.platform.audit.Actor;
import com.banxiang.platform.audit.Audit;
import com.banxiang.platform.security.Account;
import com.banxiang.platform.security.AccountKind;
import com.banxiang.platform.web.Unavailable;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Counts open alerts for the list of parents. The count tells of somebody's health, so it needs its scope and its row. */
@Component
final class CountOpenAlerts implements OpenAlerts {

    private static final Logger log = LoggerFactory.getLogger(CountOpenAlerts.class);

    private static final int ASKED_AT_ONCE = 10;

    private final VisibleAlerts alerts;
    private final ParentAccess access;
    private final Audit audit;

    CountOpenAlerts(VisibleAlerts alerts, ParentAccess access, Audit audit) {
        this.alerts = alerts;
        this.access = access;
        this.audit = audit;
    }

    @Override
    public Mono<Map<UUID, Long>> of(Collection<Bond> bonds) {

        return Flux.fromIterable(bonds)
                .flatMap(this::ifShared, ASKED_AT_ONCE)
                .collectList()
                .delayUntil(shared -> Flux.fromIterable(shared).concatMap(this::remember))
                .filter(shared -> !shared.isEmpty())
                .flatMap(alerts::countOpen)
                .defaultIfEmpty(Map.of())
                .checkpoint("count open alerts");
    }

    /** Policy: whose sharing can't be known now gets no count, and the rest of the screen is shown. */
    private Flux<Bond> ifShared(Bond bond) {
        return access.whoShare(Scope.HEALTH, List.of(bond)).onErrorResume(Unavailable.class, away -> {
            log.warn("a count of alerts is left out: {}", away.toString());
            return Flux.empty();
        });
    }

    private Mono<Void> remember(Bond bond) {
        return audit.read(
                new Actor(new Account(AccountKind.CHILD, bond.child()), null),
                "count-open-alerts",
                new Account(AccountKind.USER, bond.parent()));
    }
}
