package com.banxiang.notification.receipt;

import java.time.Duration;
import java.time.Instant;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How vendors are asked what became of messages.
 *
 * @param look how often it is looked for messages whose receipt is due
 * @param first after a message was taken; doubled after each time nothing was known
 * @param longestPause between two questions about one message
 * @param lease how long an instance has for one batch
 */
@ConfigurationProperties("banxiang.receipt")
record ReceiptSettings(
        @DefaultValue("10s") Duration look,
        @DefaultValue("30s") Duration first,
        @DefaultValue("30m") Duration longestPause,
        @DefaultValue("1m") Duration lease) {

    Instant next(int attempts, Instant now) {
        var doubled = first.multipliedBy(1L << Math.min(attempts, 12));
        return now.plus(doubled.compareTo(longestPause) > 0 ? longestPause : doubled);
    }
}
