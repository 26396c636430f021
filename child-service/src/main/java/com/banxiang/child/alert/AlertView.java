package com.banxiang.child.alert;

import com.banxiang.child.alert.Alert.Status;
import com.banxiang.platform.security.Account;
import com.banxiang.platform.security.AccountKind;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An alert as a child sees it. */
record AlertView(
        UUID id,
        UUID parentId,
        String type,
        @Nullable String component,
        @Nullable BigDecimal value,
        @Nullable Map<String, Object> metadata,
        @Nullable String unit,
        @Nullable String direction,
        @Nullable BigDecimal bound,
        String severity,
        Status status,
        String message,
        boolean late,
        int count,
        @Nullable UUID recordId,
        @Nullable Instant recordedAt,
        Instant raisedAt,
        @Nullable Instant acknowledgedAt,
        @Nullable Person acknowledgedBy,
        @Nullable Instant closedAt) {

    record Person(AccountKind kind, UUID id, @Nullable String name) {}

    static AlertView of(Alert alert, Map<Account, String> names) {

        var reading = alert.reading();
        var acknowledgement = alert.currentAcknowledgement();
        var by = acknowledgement == null ? null : acknowledgement.by();

        return new AlertView(
                alert.id(),
                alert.parent(),
                reading.type(),
                reading.component(),
                reading.value(),
                reading.metadata(),
                reading.unit(),
                reading.direction(),
                reading.bound(),
                alert.severity(),
                alert.status(),
                alert.message(),
                alert.late(),
                alert.count(),
                reading.recordId(),
                reading.recordedAt(),
                alert.raisedAt(),
                acknowledgement == null ? null : acknowledgement.at(),
                by == null ? null : new Person(by.kind(), by.id(), names.get(by)),
                alert.closedAt());
    }
}
