package com.banxiang.child.alert;

import com.banxiang.child.alert.Alert.Acknowledgement;
import java.time.Instant;
import java.util.UUID;

/** One thing that happened to an alert, as others tell it. */
sealed interface AlertFact {

    UUID alertId();

    /** @param alert as it is told, for the first time or again */
    record Told(Alert alert) implements AlertFact {

        @Override
        public UUID alertId() {
            return alert.id();
        }
    }

    record Acknowledged(UUID alertId, UUID parent, Acknowledgement acknowledgement) implements AlertFact {}

    record Closed(UUID alertId, UUID parent, Instant at) implements AlertFact {}
}
