package com.banxiang.platform.messaging;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How events are taken.
 *
 * @param patience for one listener with one event; it then counts as infrastructure trouble
 * @param attempts for an event that is not held up by our own infrastructure
 * @param firstPause before the second attempt; doubled each time
 * @param longestPause between attempts while our own infrastructure is in trouble
 */
@ConfigurationProperties("banxiang.messaging")
record MessagingSettings(
        @DefaultValue("10s") Duration patience,
        @DefaultValue("3") int attempts,
        @DefaultValue("200ms") Duration firstPause,
        @DefaultValue("30s") Duration longestPause) {

    MessagingSettings {
        if (attempts < 1) {
            throw new IllegalArgumentException(
                    "banxiang.messaging.attempts: %d (expected: 1 or more)".formatted(attempts));
        }
    }

    /** @param attempt 1 after the first one failed */
    Duration pauseAfter(int attempt) {

        var doublings = Math.min(attempt - 1, 20);
        var pause = firstPause.multipliedBy(1L << doublings);
        return pause.compareTo(longestPause) < 0 ? pause : longestPause;
    }
}
