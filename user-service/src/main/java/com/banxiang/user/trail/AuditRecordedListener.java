package com.banxiang.user.trail;

import com.banxiang.platform.messaging.Delivery;
import com.banxiang.platform.messaging.EventListener;
import com.banxiang.platform.security.Account;
import com.banxiang.user.trail.AuditRecordedListener.AuditRecorded;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** A service, or this one, wrote a row into its audit log. */
@Component
final class AuditRecordedListener implements EventListener<AuditRecorded> {

    record AuditRecorded(
            String service,
            @Nullable Account who,
            @Nullable String throughService,
            String what,
            @Nullable Account whose,
            String requestId,
            Instant occurredAt) {}

    private final KeepAuditEntry keepAuditEntry;

    AuditRecordedListener(KeepAuditEntry keepAuditEntry) {
        this.keepAuditEntry = keepAuditEntry;
    }

    @Override
    public String topic() {
        return "audit-recorded";
    }

    @Override
    public Class<AuditRecorded> type() {
        return AuditRecorded.class;
    }

    /** The trail stays, whoever is gone. */
    @Override
    public boolean hearsOfTheErased() {
        return true;
    }

    @Override
    public Mono<Void> handle(Delivery<AuditRecorded> delivery) {

        var it = delivery.event();
        return keepAuditEntry.handle(new AuditEntry(
                delivery.id(),
                it.service(),
                it.who(),
                it.throughService(),
                it.what(),
                it.whose(),
                it.requestId(),
                it.occurredAt()));
    }
}
