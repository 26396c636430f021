package com.banxiang.health.alert;

import com.banxiang.platform.audit.Actor;
import com.banxiang.platform.audit.Audit;
import com.banxiang.platform.security.Account;
import com.banxiang.platform.security.AccountKind;
import com.banxiang.platform.web.Cursor;
import com.banxiang.platform.web.Page;
import com.banxiang.platform.web.PageRequest;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Pages through a person's alerts, newest first. */
@Component
final class ListAlerts {

    private final Alerts alerts;
    private final Audit audit;

    ListAlerts(Alerts alerts, Audit audit) {
        this.alerts = alerts;
        this.audit = audit;
    }

    /** Never empty. */
    Mono<Page<Episode>> handle(UUID userId, @Nullable AlertStatus status, PageRequest page) {
        return alerts.page(userId, status, page)
                .collectList()
                .map(rows -> Page.of(rows, page.limit(), it -> new Cursor(it.raisedAt(), it.id())))
                .checkpoint("list alerts");
    }

    /** For somebody else than the person: remembered before it is read. */
    Mono<Page<Episode>> handle(Actor reader, UUID userId, @Nullable AlertStatus status, PageRequest page) {
        return audit.read(reader, "read-health-alerts", new Account(AccountKind.USER, userId))
                .then(Mono.defer(() -> handle(userId, status, page)));
    }
}
