package com.banxiang.user.trail;

import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Keeps a row of some service's audit log. The event's id is its key here: kept twice is kept once, and needs no inbox. */
@Component
final class KeepAuditEntry {

    private final AuditTrail trail;

    KeepAuditEntry(AuditTrail trail) {
        this.trail = trail;
    }

    Mono<Void> handle(AuditEntry entry) {
        return trail.add(entry).checkpoint("keep audit entry");
    }
}
