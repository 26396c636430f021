package com.banxiang.health.webhook;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * How often one device may speak: a bucket that holds a minute's messages and fills up evenly. Each instance counts for
 * itself, because a limit against a device gone wild needs no agreement between them.
 */
@Component
final class DeviceRateLimit {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final int MOST_DEVICES = 100_000;

    private record Bucket(double messages, Instant at, boolean admitted) {}

    private final int perMinute;
    private final Clock clock;

    /** A device that was silent for a minute has a full bucket, as one that was never heard of. */
    private final Cache<String, Bucket> buckets;

    DeviceRateLimit(WebhookSettings settings, Clock clock) {
        this.perMinute = settings.messagesPerMinute();
        this.clock = clock;
        this.buckets = Caffeine.newBuilder()
                .maximumSize(MOST_DEVICES)
                .expireAfterWrite(MINUTE.multipliedBy(2))
                .build();
    }

    /** Zero where the message is admitted, else when to send it again. */
    Duration waitFor(String deviceId) {

        var now = clock.instant();
        var bucket = buckets.asMap().compute(deviceId, (_, before) -> taken(before, now));

        if (bucket == null || bucket.admitted()) {
            return Duration.ZERO;
        }

        return Duration.ofNanos((long) ((1 - bucket.messages()) / perMinute * MINUTE.toNanos()));
    }

    private Bucket taken(@Nullable Bucket before, Instant now) {

        if (before == null) {
            return new Bucket(perMinute - 1, now, true);
        }

        var since = (double) Duration.between(before.at(), now).toNanos() / MINUTE.toNanos();
        var filled = Math.min(perMinute, before.messages() + Math.max(0, since) * perMinute);

        return filled >= 1 ? new Bucket(filled - 1, now, true) : new Bucket(filled, now, false);
    }
}
