package com.banxiang.health.alert;

import com.banxiang.health.clinical.Direction;
import com.banxiang.health.clinical.PressureComponent;
import com.banxiang.health.clinical.Severity;
import com.banxiang.health.reading.Details;
import com.banxiang.health.reading.ReadingType;
import com.banxiang.platform.security.AccountKind;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An alert as people see it. */
record AlertView(
        UUID id,
        ReadingType type,
        @Nullable PressureComponent component,
        BigDecimal value,
        @Nullable Details metadata,
        String unit,
        Direction direction,
        BigDecimal bound,
        Severity severity,
        AlertStatus status,
        String message,
        boolean late,
        int count,
        UUID recordId,
        Instant recordedAt,
        Instant raisedAt,
        @Nullable Instant acknowledgedAt,
        @Nullable Acknowledger acknowledgedBy,
        @Nullable Instant closedAt) {

    /** @param name left out where nobody can say it just now */
    record Acknowledger(AccountKind kind, UUID id, @Nullable String name) {}

    static AlertView of(Episode it, String message, @Nullable String name) {

        var last = it.last();
        var details = last.details();
        var answer = it.acknowledged();

        return new AlertView(
                it.id(),
                it.type(),
                last.breach().component(),
                last.breach().value(),
                details.equals(Details.NONE) ? null : details,
                it.type().unit(),
                last.breach().direction(),
                last.breach().bound(),
                it.severity(),
                it.status(),
                message,
                it.late(),
                it.count(),
                last.recordId(),
                last.recordedAt(),
                it.raisedAt(),
                answer == null ? null : answer.at(),
                answer == null
                        ? null
                        : new Acknowledger(answer.by().kind(), answer.by().id(), name),
                it.ended() == null ? null : it.ended().at());
    }
}
