package com.banxiang.notification.vendor;

import com.banxiang.notification.vendor.Vendors.Reply.Answered;
import com.banxiang.notification.vendor.Vendors.Reply.Lost;
import com.banxiang.notification.vendor.Vendors.Reply.NotSent;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.github.resilience4j.reactor.circuitbreaker.operator.CircuitBreakerOperator;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.ChannelOption;
import java.io.Serial;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.springframework.http.HttpMethod;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientRequestException;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.internal.shaded.reactor.pool.PoolAcquirePendingLimitException;
import reactor.netty.internal.shaded.reactor.pool.PoolAcquireTimeoutException;
import reactor.netty.resources.ConnectionProvider;

/**
 * Vendors over HTTP.
 *
 * <p>The client is not observed: the addresses hold phones and tokens, and an observation would carry them into traces. A
 * connection is given up after a few idle seconds and never tried twice by itself: a message sent into a connection that
 * the vendor had just closed would otherwise look like one that may have arrived, or be sent twice unseen.
 */
@Component
final class HttpVendors implements Vendors {

    private static final int CONNECTIONS = 64;
    private static final int WAITING = 512;
    private static final int CONNECT_MILLIS = 1_000;
    private static final Duration IDLE = Duration.ofSeconds(4);
    private static final int WINDOW_SECONDS = 10;

    private final VendorSettings settings;
    private final MeterRegistry meters;

    HttpVendors(VendorSettings settings, MeterRegistry meters) {
        this.settings = settings;
        this.meters = meters;
    }

    @Override
    public Vendor to(String name, Duration patience) {

        var connections = ConnectionProvider.builder(name)
                .maxConnections(CONNECTIONS)
                .pendingAcquireMaxCount(WAITING)
                .pendingAcquireTimeout(patience)
                .maxIdleTime(IDLE)
                .build();
        var http = HttpClient.create(connections)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS)
                .disableRetry(true);
        var client = WebClient.builder()
                .clientConnector(new ReactorClientHttpConnector(http))
                .build();

        return new HttpVendor(client, breaker(name), patience);
    }

    private CircuitBreaker breaker(String name) {

        var breaker = CircuitBreaker.of(
                name,
                CircuitBreakerConfig.custom()
                        .slidingWindowType(SlidingWindowType.TIME_BASED)
                        .slidingWindowSize(WINDOW_SECONDS)
                        .minimumNumberOfCalls(settings.least())
                        .waitDurationInOpenState(settings.pause())
                        .permittedNumberOfCallsInHalfOpenState(2)
                        .build());

        Gauge.builder(
                        "notification.vendor.breaker.state",
                        breaker,
                        it -> it.getState().getOrder())
                .description("0 closed, 1 open, 2 half open")
                .tag("vendor", name)
                .register(meters);

        return breaker;
    }

    private static final class HttpVendor implements Vendor {

        private final WebClient client;
        private final CircuitBreaker breaker;
        private final Duration patience;

        HttpVendor(WebClient client, CircuitBreaker breaker, Duration patience) {
            this.client = client;
            this.breaker = breaker;
            this.patience = patience;
        }

        @Override
        public Mono<Reply> call(HttpMethod method, URI address, Map<String, String> headers, byte[] body) {

            return client.method(method)
                    .uri(address)
                    .headers(it -> headers.forEach(it::set))
                    .body(body.length == 0 ? Mono.empty() : Mono.just(body), byte[].class)
                    .exchangeToMono(answer -> answer.bodyToMono(byte[].class)
                            .defaultIfEmpty(new byte[0])
                            .map(it -> new Answered(answer.statusCode().value(), it)))
                    .timeout(patience)
                    .onErrorMap(it -> new InTrouble(replyTo(it)))
                    .flatMap(it -> it.isTrouble() ? Mono.<Reply>error(new InTrouble(it)) : Mono.just(it))
                    .transformDeferred(CircuitBreakerOperator.of(breaker))
                    .onErrorResume(InTrouble.class, it -> Mono.just(it.reply))
                    .onErrorResume(CallNotPermittedException.class, _ -> Mono.just(new NotSent("circuit_open")));
        }

        /** By class alone: the message of a client's exception holds the address. */
        private static Reply replyTo(Throwable failure) {

            var cause = failure instanceof WebClientRequestException wrapped && wrapped.getCause() != null
                    ? wrapped.getCause()
                    : failure;

            return switch (cause) {
                case ConnectException _ -> new NotSent("no_connection");
                case UnknownHostException _ -> new NotSent("no_address");
                case PoolAcquireTimeoutException _ -> new NotSent("no_free_connection");
                case PoolAcquirePendingLimitException _ -> new NotSent("no_free_connection");
                case TimeoutException _ -> new Lost("timeout");
                default -> new Lost("connection_lost");
            };
        }
    }

    /** Carries a reply through the breaker as the failure it is. */
    private static final class InTrouble extends RuntimeException {

        @Serial
        private static final long serialVersionUID = 1L;

        private final transient Reply reply;

        InTrouble(Reply reply) {
            super(reply.getClass().getSimpleName(), null, false, false);
            this.reply = reply;
        }
    }
}
