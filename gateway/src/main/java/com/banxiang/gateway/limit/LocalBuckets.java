package com.banxiang.gateway.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.springframework.stereotype.Component;

/**
 * The buckets of this replica alone, bounded in number: who floods the gateway from ever new addresses costs a fixed
 * amount of memory, at the price of forgetting the oldest.
 */
@Component
final class LocalBuckets {

    private final Cache<String, Long> fullAt;
    private final Clock clock;

    LocalBuckets(LimitSettings settings, Clock clock) {
        this.fullAt = Caffeine.newBuilder()
                .maximumSize(settings.remembered())
                .expireAfterAccess(settings.per())
                .executor(Runnable::run)
                .build();
        this.clock = clock;
    }

    Allowance take(String key, Quota quota) {

        var now = ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant());
        var decision = new Decision();

        var until = fullAt.asMap().compute(key, (_, known) -> {
            var full = known == null ? now : Math.max(known, now);
            decision.granted = full + quota.intervalMicros() - now <= quota.bucketMicros();
            return decision.granted ? full + quota.intervalMicros() : full;
        });

        return quota.allowance(decision.granted, until - now);
    }

    /** What the atomic step above decided. */
    private static final class Decision {
        private boolean granted;
    }
}
