package com.banxiang.health.alert;

import com.banxiang.health.clinical.Direction;
import com.banxiang.health.clinical.PressureComponent;
import com.banxiang.health.clinical.Severity;
import com.banxiang.health.reading.Details;
import com.banxiang.platform.outbox.IntegrationEvent;
import com.banxiang.platform.outbox.Topic;
import com.banxiang.platform.security.Account;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What others may learn about alerts. Contracts: docs/contracts/events/alert-*.schema.json. */
public sealed interface AlertEvent extends IntegrationEvent {

    UUID userId();

    @Override
    default String key() {
        return userId().toString();
    }

    /**
     * Everybody concerned must be told, for the first time or again. It carries the whole alert, open; a call for help has
     * neither a value nor what goes with one.
     *
     * @param version of the alert; an acknowledgement names it
     * @param message for the app of the person and of the family; never the text of a channel
     */
    record AlertRaised(
            UUID alertId,
            UUID userId,
            AlertType type,
            @Nullable PressureComponent component,
            @Nullable BigDecimal value,
            @Nullable Details metadata,
            @Nullable String unit,
            @Nullable Direction direction,
            @Nullable BigDecimal bound,
            Severity severity,
            String status,
            String message,
            boolean late,
            int count,
            @Nullable UUID recordId,
            Instant recordedAt,
            Instant raisedAt,
            String rulesVersion,
            Instant occurredAt,
            long version)
            implements AlertEvent {

        public static final Topic<AlertRaised> TOPIC = new Topic<>("alert-raised");

        static AlertRaised of(Episode it, String message) {

            var last = it.last();
            var breach = last.breach();
            var details = last.details().withoutStages();

            return new AlertRaised(
                    it.id(),
                    it.userId(),
                    it.type(),
                    breach == null ? null : breach.component(),
                    breach == null ? null : breach.value(),
                    details.equals(Details.NONE) ? null : details,
                    it.type().unit().orElse(null),
                    breach == null ? null : breach.direction(),
                    breach == null ? null : breach.bound(),
                    it.severity(),
                    it.status().name().toLowerCase(Locale.ROOT),
                    message,
                    it.late(),
                    it.count(),
                    breach == null ? null : last.recordId(),
                    last.recordedAt(),
                    it.raisedAt(),
                    it.rulesVersion(),
                    it.told().at(),
                    it.version());
        }
    }

    /** @param alertVersion the telling that was answered */
    record AlertAcknowledged(
            UUID alertId,
            UUID userId,
            AlertType type,
            Severity severity,
            long alertVersion,
            Account by,
            Instant occurredAt,
            long version)
            implements AlertEvent {

        public static final Topic<AlertAcknowledged> TOPIC = new Topic<>("alert-acknowledged");

        static AlertAcknowledged of(Episode it, Acknowledgement answer) {
            return new AlertAcknowledged(
                    it.id(),
                    it.userId(),
                    it.type(),
                    it.severity(),
                    it.told().version(),
                    answer.by(),
                    answer.at(),
                    it.version());
        }
    }

    record AlertClosed(UUID alertId, UUID userId, String reason, Instant closedAt, Instant occurredAt, long version)
            implements AlertEvent {

        public static final Topic<AlertClosed> TOPIC = new Topic<>("alert-closed");

        static AlertClosed of(Episode it, Ending ending) {
            return new AlertClosed(
                    it.id(),
                    it.userId(),
                    ending.reason().name().toLowerCase(Locale.ROOT),
                    ending.at(),
                    ending.at(),
                    it.version());
        }
    }
}
