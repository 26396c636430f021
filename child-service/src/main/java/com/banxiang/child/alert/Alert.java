package com.banxiang.child.alert;

import com.banxiang.platform.security.Account;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An alert, as last told and with all that is known of it since.
 *
 * @param told which telling this is; a later one opens it again
 * @param toldAt when that was; what was told before a bond is not for its child
 * @param acknowledgement the newest, null if there is none
 */
record Alert(
        UUID id,
        UUID parent,
        long told,
        Instant toldAt,
        Reading reading,
        String severity,
        String message,
        boolean late,
        int count,
        Instant raisedAt,
        @Nullable Acknowledgement acknowledgement,
        @Nullable Instant closedAt) {

    /** What was measured, and the bound it passed. */
    record Reading(
            String type,
            @Nullable String component,
            @Nullable BigDecimal value,
            @Nullable Map<String, Object> metadata,
            @Nullable String unit,
            @Nullable String direction,
            @Nullable BigDecimal bound,
            @Nullable UUID recordId,
            @Nullable Instant recordedAt) {}

    /** @param telling the version of the alert it speaks of */
    record Acknowledgement(long telling, Account by, Instant at) {}

    /** Where an alert is in its life. */
    enum Status {
        /** Nobody has taken care of what was told last. */
        OPEN,
        /** Somebody has; a later telling opens it again. */
        ACKNOWLEDGED,
        /** Over for good. */
        CLOSED
    }

    Alert acknowledged(Acknowledgement acknowledgement) {
        return new Alert(
                id, parent, told, toldAt, reading, severity, message, late, count, raisedAt, acknowledgement, closedAt);
    }

    Status status() {

        if (closedAt != null) {
            return Status.CLOSED;
        }

        return currentAcknowledgement() == null ? Status.OPEN : Status.ACKNOWLEDGED;
    }

    /** The acknowledgement of what was told last; one of an earlier telling no longer counts. */
    @Nullable
    Acknowledgement currentAcknowledgement() {
        return acknowledgement != null && acknowledgement.telling() >= told ? acknowledgement : null;
    }
}
