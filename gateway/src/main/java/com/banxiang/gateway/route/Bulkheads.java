package com.banxiang.gateway.route;

import static java.util.Objects.requireNonNull;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * How many are with each service at once. A slow one fills its own places, and takes neither memory nor connections from
 * what is asked of the others.
 *
 * <p>Calls and WebSockets have places of their own: sockets are many and do nothing, and must not keep calls out.
 */
@Component
final class Bulkheads {

    private final Map<Upstream, Bulkhead> calls = new EnumMap<>(Upstream.class);
    private final Map<Upstream, Bulkhead> sockets = new EnumMap<>(Upstream.class);

    Bulkheads(ForwardSettings settings, MeterRegistry meters) {
        for (var upstream : Upstream.values()) {
            calls.put(upstream, measured("gateway.calls", upstream, settings.callsAtOnce(), meters));
            sockets.put(upstream, measured("gateway.sockets", upstream, settings.socketsAtOnce(), meters));
        }
    }

    Bulkhead callsTo(Upstream upstream) {
        return requireNonNull(calls.get(upstream));
    }

    Bulkhead socketsTo(Upstream upstream) {
        return requireNonNull(sockets.get(upstream));
    }

    private static Bulkhead measured(String name, Upstream upstream, int places, MeterRegistry meters) {
        var bulkhead = new Bulkhead(places);
        Gauge.builder(name, bulkhead, Bulkhead::taken)
                .tag("upstream", upstream.service())
                .register(meters);
        return bulkhead;
    }
}
