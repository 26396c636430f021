package com.banxiang.gateway.route;

import static java.util.Objects.requireNonNull;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowSynchronizationStrategy;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.micrometer.tagged.TaggedCircuitBreakerMetrics;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * One circuit breaker for each service: who does not answer is not asked for a while, so that callers learn at once what
 * they would otherwise learn after the time-out, and the service can get up again.
 *
 * <p>Only silence counts as failure. A service that answers, if only to say 500, is there.
 */
@Component
final class Breakers {

    private final Map<Upstream, CircuitBreaker> breakers = new EnumMap<>(Upstream.class);

    Breakers(ForwardSettings settings, MeterRegistry meters) {

        var breaker = settings.breaker();
        var registry = CircuitBreakerRegistry.of(CircuitBreakerConfig.custom()
                // The other strategy takes a lock that event loops would wait for.
                .slidingWindow(
                        Math.toIntExact(breaker.window().toSeconds()),
                        breaker.minimumCalls(),
                        SlidingWindowType.TIME_BASED,
                        SlidingWindowSynchronizationStrategy.LOCK_FREE)
                .failureRateThreshold(breaker.failureRate())
                .waitDurationInOpenState(breaker.openFor())
                .permittedNumberOfCallsInHalfOpenState(breaker.trials())
                .build());

        for (var upstream : Upstream.values()) {
            breakers.put(upstream, registry.circuitBreaker(upstream.service()));
        }

        TaggedCircuitBreakerMetrics.ofCircuitBreakerRegistry(registry).bindTo(meters);
    }

    CircuitBreaker of(Upstream upstream) {
        return requireNonNull(breakers.get(upstream));
    }
}
