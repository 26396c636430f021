package com.banxiang.user.trail;

import com.banxiang.platform.audit.Actor;
import com.banxiang.platform.audit.Audit;
import com.banxiang.platform.security.Account;
import com.banxiang.platform.web.Page;
import com.banxiang.platform.web.PageRequest;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Shows an administrator who read or changed what of whom. That they looked is a row like any other, written before the answer. */
@Component
final class ReadAuditTrail {

    private final AuditTrail trail;
    private final Audit audit;

    ReadAuditTrail(AuditTrail trail, Audit audit) {
        this.trail = trail;
        this.audit = audit;
    }

    /** Never empty. Fails with {@link com.banxiang.platform.web.Unavailable} if it can't be remembered who looked. */
    Mono<Page<AuditEntry>> handle(AuditQuery query, PageRequest page, Account by) {
        return trail.page(query, page)
                .delayUntil(found -> remember(query, found, by))
                .checkpoint("read audit trail");
    }

    /** Whose trail it was is remembered where one person's was asked for; the entries know of which kind they are. */
    private Mono<Void> remember(AuditQuery query, Page<AuditEntry> found, Account by) {

        var who = new Actor(by, null);
        return query.whose() == null
                ? audit.act(who, "read-audit-trail")
                : Flux.fromIterable(found.items())
                        .mapNotNull(AuditEntry::whose)
                        .next()
                        .flatMap(whose ->
                                audit.read(who, "read-audit-trail", whose).thenReturn(whose))
                        .switchIfEmpty(Mono.defer(
                                () -> audit.act(who, "read-audit-trail").thenReturn(by)))
                        .then();
    }
}
