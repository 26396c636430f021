package com.banxiang.platform.audit;

import com.banxiang.platform.outbox.IntegrationEvent;
import com.banxiang.platform.outbox.Topic;
import com.banxiang.platform.security.Account;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A row of a service's audit log, told to the fleet: no value that was read, and no address it was read from.
 *
 * @param throughService which service asked, where one did
 * @param whose null where it was nobody's data
 */
public record AuditEvent(
        String service,
        @Nullable Account who,
        @Nullable String throughService,
        String what,
        @Nullable Account whose,
        String requestId,
        Instant occurredAt)
        implements IntegrationEvent {

    static final Topic<AuditEvent> TOPIC = new Topic<>("audit-recorded");

    /** A row never changes. */
    @Override
    @JsonProperty
    public long version() {
        return 1;
    }

    @Override
    @JsonIgnore
    public String key() {
        return service;
    }
}
