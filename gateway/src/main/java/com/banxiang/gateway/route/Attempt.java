package com.banxiang.gateway.route;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One try at a service, as its breaker counts it: exactly once, and as soon as the answer begins. A stream that lasts for
 * hours has long succeeded, and must not hold one of the few places of a breaker that is just trying again.
 */
final class Attempt {

    private final CircuitBreaker breaker;
    private final long startedAt = System.nanoTime();
    private final AtomicBoolean settled = new AtomicBoolean();

    Attempt(CircuitBreaker breaker) {
        this.breaker = breaker;
    }

    void answered() {
        if (settled.compareAndSet(false, true)) {
            breaker.onSuccess(System.nanoTime() - startedAt, TimeUnit.NANOSECONDS);
        }
    }

    void failed(Throwable failure) {
        if (settled.compareAndSet(false, true)) {
            breaker.onError(System.nanoTime() - startedAt, TimeUnit.NANOSECONDS, failure);
        }
    }

    /** It says nothing about the service: the client went away, or sent what it may not. */
    void abandoned() {
        if (settled.compareAndSet(false, true)) {
            breaker.releasePermission();
        }
    }
}
