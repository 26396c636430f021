package com.banxiang.notification.delivery;

import java.time.Duration;
import java.time.Instant;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How messages leave.
 *
 * @param look how often a channel looks for messages nobody woke it for
 * @param atOnce messages a channel sends at the same time
 * @param perSecond messages a channel sends in a second at most
 * @param preparing how long an instance may hold a message before it calls the vendor
 * @param sending how long an instance may hold a message while it calls the vendor; later it is taken for dead
 * @param firstPause after a first try that failed; doubled after each further one
 * @param longestPause between two tries
 * @param giveUpAfter since the message was left here
 * @param patience tries after which an escalation no longer waits for a message
 */
@ConfigurationProperties("banxiang.delivery")
record DeliverySettings(
        @DefaultValue("1s") Duration look,
        @DefaultValue("16") int atOnce,
        @DefaultValue("100") int perSecond,
        @DefaultValue("10s") Duration preparing,
        @DefaultValue("8s") Duration sending,
        @DefaultValue("500ms") Duration firstPause,
        @DefaultValue("30s") Duration longestPause,
        @DefaultValue("6h") Duration giveUpAfter,
        @DefaultValue("5") int patience) {

    DeliverySettings {
        if (atOnce < 1 || perSecond < 1 || patience < 1) {
            throw new IllegalArgumentException("delivery: atOnce, perSecond, patience (expected: at least 1)");
        }
    }

    Duration pauseAfter(int attempts) {
        var doubled = firstPause.multipliedBy(1L << Math.min(attempts, 16));
        return doubled.compareTo(longestPause) > 0 ? longestPause : doubled;
    }

    boolean isGivenUp(Instant createdAt, Instant now) {
        return now.isAfter(createdAt.plus(giveUpAfter));
    }
}
