package com.banxiang.notification.alert;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What another service says of an alert. Facts come in any order. */
sealed interface Fact {

    UUID eventId();

    Instant occurredAt();

    /**
     * It was told, for the first time or again.
     *
     * @param version of the alert at this telling
     * @param call null if a reading raised it
     * @param late it was measured long before it reached us
     */
    record Raised(
            UUID eventId,
            long version,
            @Nullable CallForHelp call,
            Severity severity,
            boolean late,
            Instant recordedAt,
            Instant occurredAt)
            implements Fact {}

    /**
     * Somebody answered.
     *
     * @param alertVersion the telling they saw
     * @param byElder the elder's own answer, which does not free the family from looking
     */
    record Acknowledged(UUID eventId, long alertVersion, boolean byElder, Instant occurredAt) implements Fact {}

    record Closed(UUID eventId, Instant occurredAt) implements Fact {}
}
