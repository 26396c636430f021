package com.banxiang.notification.alert;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * On whom a critical alert falls next while nobody answers; each is counted from the moment it became critical.
 *
 * @param childrenAfter short messages to the children's alert phones
 * @param contactAfter a short message to the person the elder named for an emergency
 * @param operatorsAfter a message to those on duty
 * @param look how often it is looked for steps nobody woke us for
 * @param patience tries after which what does not get through counts as not reached
 */
@ConfigurationProperties("banxiang.escalation")
record EscalationSettings(
        @DefaultValue("5m") Duration childrenAfter,
        @DefaultValue("10m") Duration contactAfter,
        @DefaultValue("20m") Duration operatorsAfter,
        @DefaultValue("1s") Duration look,
        @DefaultValue("5") int patience) {

    EscalationSettings {
        if (childrenAfter.compareTo(contactAfter) > 0 || contactAfter.compareTo(operatorsAfter) > 0) {
            throw new IllegalArgumentException("escalation: %s, %s, %s (expected: in this order)"
                    .formatted(childrenAfter, contactAfter, operatorsAfter));
        }
    }
}
