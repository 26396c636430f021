package com.banxiang.platform.work;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Starts timed work before its time. Given any number of times while the work runs, it starts it once more; given while
 * nobody waits, it is remembered.
 */
public final class Nudge {

    private boolean pending;

    private Sinks.@Nullable Empty<Void> waiting;

    /** Never waits. */
    public void give() {

        var waiter = take();
        if (waiter != null) {
            waiter.tryEmitEmpty();
        }
    }

    /** Completes when a nudge was given since the last one was taken; for one waiter at a time. */
    public Mono<Void> given() {
        return Mono.defer(this::next);
    }

    private synchronized Sinks.@Nullable Empty<Void> take() {

        pending = true;
        var waiter = waiting;
        waiting = null;
        return waiter;
    }

    private synchronized Mono<Void> next() {

        if (pending) {
            pending = false;
            return Mono.empty();
        }

        waiting = Sinks.empty();
        // A waiter who left leaves the nudge pending for the next one.
        return waiting.asMono().doOnSuccess(_ -> taken());
    }

    private synchronized void taken() {
        pending = false;
    }
}
