package com.banxiang.health.webhook;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How messages of devices are taken.
 *
 * @param window how far the time of a message may be from ours
 * @param keptFor how long a message id is remembered; senders try again for hours
 * @param messagesPerMinute of one device
 */
@ConfigurationProperties("health.webhook")
record WebhookSettings(Duration window, Duration keptFor, int messagesPerMinute) {

    WebhookSettings {
        if (messagesPerMinute < 1) {
            throw new IllegalArgumentException(
                    "health.webhook.messages-per-minute: %d (expected: 1 or more)".formatted(messagesPerMinute));
        }
        if (keptFor.compareTo(window.multipliedBy(2)) < 0) {
            throw new IllegalArgumentException(
                    "health.webhook.kept-for: %s (expected: at least twice the window)".formatted(keptFor));
        }
    }
}
