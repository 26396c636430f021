package com.banxiang.health.alert;

import com.banxiang.health.clinical.Direction;
import com.banxiang.health.clinical.PressureComponent;
import com.banxiang.health.clinical.Severity;
import com.banxiang.health.reading.Details;
import com.banxiang.platform.security.AccountKind;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An alert as people see it; a call for help has neither a value nor what goes with one. */
record AlertView(
        UUID id,
        AlertType type,
        @Nullable PressureComponent component,
        @Nullable BigDecimal value,
        @Nullable Details metadata,
        @Nullable String unit,
        @Nullable Direction direction,
        @Nullable BigDecimal bound,
        Severity severity,
        AlertStatus status,
        String message,
        boolean late,
        int count,
        @Nullable UUID recordId,
        Instant recordedAt,
        Instant raisedAt,
        @Nullable Instant acknowledgedAt,
        @Nullable Acknowledger acknowledgedBy,
        @Nullable Instant closedAt) {

    /** @param name left out where nobody can say it just now */
    record Acknowledger(AccountKind kind, UUID id, @Nullable String name) {}

    static AlertView of(Episode it, String message, @Nullable String name) {

        var last = it.last();
        var breach = last.breach();
        var details = last.details();
        var answer = it.acknowledged();

        return new AlertView(
                it.id(),
                it.type(),
                breach == null ? null : breach.component(),
                breach == null ? null : breach.value(),
                details.equals(Details.NONE) ? null : details,
                it.type().unit().orElse(null),
                breach == null ? null : breach.direction(),
                breach == null ? null : breach.bound(),
                it.severity(),
                it.status(),
                message,
                it.late(),
                it.count(),
                breach == null ? null : last.recordId(),
                last.recordedAt(),
                it.raisedAt(),
                answer == null ? null : answer.at(),
                answer == null
                        ? null
                        : new Acknowledger(answer.by().kind(), answer.by().id(), name),
                it.ended() == null ? null : it.ended().at());
    }
}
