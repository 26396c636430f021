package com.banxiang.gateway.limit;

import static java.util.Objects.requireNonNull;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Decides whether somebody has asked too often. */
@EnableConfigurationProperties(LimitSettings.class)
@Component
public final class RateLimits {

    private final Map<Limit, Quota> quotas = new EnumMap<>(Limit.class);
    private final LimitSettings settings;
    private final RedisLink redis;
    private final SharedBuckets shared;
    private final LocalBuckets local;
    private final Counter countedAlone;

    RateLimits(
            LimitSettings settings, RedisLink redis, SharedBuckets shared, LocalBuckets local, MeterRegistry meters) {

        for (var limit : Limit.values()) {
            quotas.put(limit, settings.of(limit));
        }

        this.settings = settings;
        this.redis = redis;
        this.shared = shared;
        this.local = local;
        this.countedAlone = meters.counter("gateway.limit.alone");
    }

    /** Never empty and never fails: one permit is taken from the subject's bucket if there is one left. */
    public Mono<Allowance> take(Limit limit, String subject) {

        return Mono.defer(() -> {
            var key = limit.name().toLowerCase(Locale.ROOT) + ":" + subject;
            var quota = requireNonNull(quotas.get(limit));
            var connection = redis.usable();

            return connection == null
                    ? Mono.just(alone(key, quota))
                    : shared.take(connection, key, quota)
                            .timeout(settings.patience())
                            .doOnNext(_ -> redis.answered())
                            .doOnError(redis::failed)
                            .onErrorResume(_ -> Mono.fromSupplier(() -> alone(key, quota)));
        });
    }

    /**
     * Without Redis each replica grants the whole quota: nobody who asks in measure is ever refused, and who doesn't gets at
     * most as many times the quota as there are replicas. An alert on the counter says when that lasts.
     */
    private Allowance alone(String key, Quota quota) {
        countedAlone.increment();
        return local.take(key, quota);
    }
}
