package com.banxiang.platform.outbox;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The limits of the relay.
 *
 * @param poll how often it looks without being woken; also how often a process without the lock asks for it
 * @param batch how many rows are read, sent and marked together
 * @param sendWithin after this long Kafka's silence counts as a refusal; the row is sent again later
 * @param longestPause between attempts while the database is away
 * @param keepFor how long a sent row can still be looked at
 */
@ConfigurationProperties("banxiang.outbox")
record RelaySettings(
        @DefaultValue("250ms") Duration poll,
        @DefaultValue("100") int batch,
        @DefaultValue("5s") Duration sendWithin,
        @DefaultValue("5s") Duration longestPause,
        @DefaultValue("3d") Duration keepFor) {

    RelaySettings {
        if (batch < 1 || batch > 1000) {
            throw new IllegalArgumentException("banxiang.outbox.batch: %d (expected: 1 to 1000)".formatted(batch));
        }
    }
}
