package com.banxiang.platform.remote;

import com.banxiang.platform.security.ServiceSettings;
import com.banxiang.platform.security.ServiceTokens;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.ChannelOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.util.unit.DataSize;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;
import tools.jackson.databind.json.JsonMapper;

/** The services this one may ask, each behind its own connections and its own breaker. */
public final class Neighbours {

    private static final String STATE = "neighbour.breaker.state";
    private static final int LARGEST_ANSWER = (int) DataSize.ofMegabytes(1).toBytes();

    private final ServiceSettings services;
    private final NeighbourSettings settings;
    private final ServiceTokens tokens;
    private final JsonMapper json;
    private final MeterRegistry meters;
    private final Map<String, Neighbour> neighbours = new ConcurrentHashMap<>();

    Neighbours(
            ServiceSettings services,
            NeighbourSettings settings,
            ServiceTokens tokens,
            JsonMapper json,
            MeterRegistry meters) {
        this.services = services;
        this.settings = settings;
        this.tokens = tokens;
        this.json = json;
        this.meters = meters;
    }

    /** Fails with {@link IllegalStateException} if no such neighbour is configured. */
    public Neighbour to(String callee) {
        return neighbours.computeIfAbsent(callee, this::neighbour);
    }

    private Neighbour neighbour(String callee) {

        var neighbour = services.neighbours().get(callee);
        if (neighbour == null) {
            throw new IllegalStateException("neighbour: %s is not configured (expected: one of %s)"
                    .formatted(callee, services.neighbours().keySet()));
        }

        var client = WebClient.builder()
                .baseUrl(neighbour.url().toString())
                .clientConnector(new ReactorClientHttpConnector(http(callee)))
                .codecs(it -> it.defaultCodecs().maxInMemorySize(LARGEST_ANSWER))
                .build();

        return new Neighbour(callee, client, tokens, json, breaker(callee), settings.response(), null);
    }

    private HttpClient http(String callee) {

        var connections = ConnectionProvider.builder(callee)
                .maxConnections(settings.connections())
                .pendingAcquireMaxCount(settings.waiting())
                .pendingAcquireTimeout(settings.connect())
                .build();

        return HttpClient.create(connections).option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int)
                settings.connect().toMillis());
    }

    /** A refusal is an answer: only what shows the neighbour to be in trouble counts. */
    private CircuitBreaker breaker(String callee) {

        var breaker = CircuitBreaker.of(
                callee,
                CircuitBreakerConfig.custom()
                        .slidingWindowType(SlidingWindowType.TIME_BASED)
                        .slidingWindowSize((int) settings.window().toSeconds())
                        .minimumNumberOfCalls(settings.least())
                        .failureRateThreshold(settings.failureShare())
                        .waitDurationInOpenState(settings.pause())
                        .automaticTransitionFromOpenToHalfOpenEnabled(false)
                        .permittedNumberOfCallsInHalfOpenState(5)
                        .ignoreExceptions(NeighbourRefused.class)
                        .build());

        Gauge.builder(STATE, breaker, it -> it.getState().getOrder())
                .description("0 closed, 1 open, 2 half open")
                .tag("neighbour", callee)
                .register(meters);

        return breaker;
    }
}
