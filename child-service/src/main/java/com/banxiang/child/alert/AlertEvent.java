package com.banxiang.child.alert;

import com.banxiang.child.alert.Alert.Acknowledgement;
import com.banxiang.platform.outbox.IntegrationEvent;
import com.banxiang.platform.outbox.Topic;
import com.banxiang.platform.security.Account;
import java.time.Instant;
import java.util.UUID;

/** What others hear from here about alerts. */
public sealed interface AlertEvent extends IntegrationEvent {

    /**
     * A child has taken care.
     *
     * @param alertVersion the telling the child saw, and no later one
     */
    record AlertAcknowledged(
            UUID alertId,
            UUID userId,
            String type,
            String severity,
            long alertVersion,
            Account by,
            long version,
            Instant occurredAt)
            implements AlertEvent {

        public static final Topic<AlertAcknowledged> TOPIC = new Topic<>("alert-acknowledged");

        static AlertAcknowledged of(Alert alert, Acknowledgement acknowledgement, long version) {
            return new AlertAcknowledged(
                    alert.id(),
                    alert.parent(),
                    alert.reading().type(),
                    alert.severity(),
                    acknowledgement.telling(),
                    acknowledgement.by(),
                    version,
                    acknowledgement.at());
        }

        @Override
        public String key() {
            return userId.toString();
        }
    }
}
