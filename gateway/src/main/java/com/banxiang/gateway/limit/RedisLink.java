package com.banxiang.gateway.limit;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultClientResources;
import io.lettuce.core.resource.Delay;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * The connection to Redis, and whether there is any sense in using it.
 *
 * <p>It is opened and probed by a clock, never by a request: while Redis is away, no request waits for it, not even to find
 * out whether it is back.
 */
@EnableConfigurationProperties(RedisSettings.class)
@Component
final class RedisLink implements DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(RedisLink.class);

    /** A single late answer is a hiccup; several in a row are an outage. */
    private static final int FAILURES_IN_A_ROW = 3;

    private static final Duration PROBE_PATIENCE = Duration.ofSeconds(1);

    private final ClientResources resources;
    private final RedisClient client;
    private final RedisURI address;
    private final AtomicInteger failures = new AtomicInteger(FAILURES_IN_A_ROW);
    private volatile @Nullable StatefulRedisConnection<String, String> connection;

    RedisLink(RedisSettings settings) {

        address = RedisURI.create(settings.host(), settings.port());
        resources = DefaultClientResources.builder()
                .ioThreadPoolSize(2)
                .computationThreadPoolSize(2)
                .reconnectDelay(Delay.constant(PROBE_PATIENCE))
                .build();
        client = RedisClient.create(resources);
        client.setOptions(ClientOptions.builder()
                .disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS)
                .socketOptions(
                        SocketOptions.builder().connectTimeout(PROBE_PATIENCE).build())
                .build());
    }

    /** Null while Redis is known to be away. */
    @Nullable
    StatefulRedisConnection<String, String> usable() {
        return failures.get() < FAILURES_IN_A_ROW ? connection : null;
    }

    void answered() {
        if (failures.get() != 0) {
            failures.set(0);
        }
    }

    void failed(Throwable failure) {
        if (failures.incrementAndGet() == FAILURES_IN_A_ROW) {
            log.warn("Redis is away, each replica counts for itself: {}", failure.toString());
        }
    }

    /** Opens the connection, and asks one that went silent whether it is back. */
    @Scheduled(fixedDelay = 1000)
    Mono<Void> probe() {

        if (usable() != null) {
            return Mono.empty();
        }

        return connected()
                .flatMap(it -> Mono.fromCompletionStage(() -> it.async().ping()))
                .timeout(PROBE_PATIENCE)
                .doOnNext(_ -> back())
                .onErrorComplete()
                .then();
    }

    private Mono<StatefulRedisConnection<String, String>> connected() {

        var open = connection;
        return open != null
                ? Mono.just(open)
                : Mono.fromCompletionStage(() -> client.connectAsync(StringCodec.UTF8, address))
                        .doOnNext(it -> connection = it);
    }

    private void back() {
        if (failures.getAndSet(0) >= FAILURES_IN_A_ROW) {
            log.info("Redis is there, all replicas count together");
        }
    }

    @Override
    public void destroy() {
        client.shutdownAsync(0, 2, TimeUnit.SECONDS);
        resources.shutdown(0, 2, TimeUnit.SECONDS);
    }
}
