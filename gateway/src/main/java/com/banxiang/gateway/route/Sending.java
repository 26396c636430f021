package com.banxiang.gateway.route;

import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Operators;

/**
 * How far a client has come with sending its body; kept with the exchange. If no answer began in time, it tells a client
 * that is slow to send from a service that is slow to answer, or to read.
 */
public final class Sending {

    private static final String KEY = Sending.class.getName();

    private final AtomicLong wanted = new AtomicLong();
    private volatile boolean done;

    public static Sending keptIn(Map<String, Object> attributes) {
        var sending = new Sending();
        attributes.put(KEY, sending);
        return sending;
    }

    /** Null of a request without a body. */
    static @Nullable Sending in(Map<String, Object> attributes) {
        return (Sending) attributes.get(KEY);
    }

    public <T> Flux<T> watch(Flux<T> body) {
        return body.doOnRequest(more -> wanted.accumulateAndGet(more, Operators::addCap))
                .doOnNext(_ -> wanted.updateAndGet(it -> it == Long.MAX_VALUE ? it : it - 1))
                .doOnComplete(() -> done = true);
    }

    /** Whether the service would take more, if the client only sent it. */
    boolean isAwaited() {
        return !done && wanted.get() > 0;
    }
}
