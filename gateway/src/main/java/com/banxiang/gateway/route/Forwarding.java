package com.banxiang.gateway.route;

import static java.util.Objects.requireNonNull;
import static org.springframework.cloud.gateway.support.ServerWebExchangeUtils.CLIENT_RESPONSE_ATTR;

import com.banxiang.platform.web.ErrorCode;
import com.banxiang.platform.web.Refused;
import com.banxiang.platform.web.TimedOut;
import com.banxiang.platform.web.Unavailable;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.timeout.ReadTimeoutException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeoutException;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.cloud.gateway.support.ServerWebExchangeUtils;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Carries a request to its service, behind a bulkhead and a breaker, and says plainly why where no answer comes back. */
@Component
final class Forwarding implements GlobalFilter, Ordered {

    private final Breakers breakers;
    private final Bulkheads bulkheads;
    private final ForwardSettings settings;

    Forwarding(Breakers breakers, Bulkheads bulkheads, ForwardSettings settings) {
        this.breakers = breakers;
        this.bulkheads = bulkheads;
        this.settings = settings;
    }

    /** Around everything else that happens on a route. */
    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE + 1;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {

        var passage = requireNonNull(Passage.in(exchange.getAttributes()));
        var upstream = passage.row().upstream();
        var breaker = breakers.of(upstream);

        if (isUpgrade(exchange.getRequest())) {
            var opening = socket(exchange, chain, breaker);
            return bulkheads.socketsTo(upstream).whileConnected(exchange.getRequest(), opening);
        }

        var attempt = Mono.defer(() -> attempt(exchange, chain, breaker));
        var call = isRepeatable(exchange.getRequest()) ? onceMoreIfUnanswered(attempt, exchange) : attempt;

        return bulkheads.callsTo(upstream).within(call);
    }

    /** Only for what surely changed nothing: a read that nobody has begun to answer. */
    private static Mono<Void> onceMoreIfUnanswered(Mono<Void> call, ServerWebExchange exchange) {
        return call.onErrorResume(
                it -> isUnanswered(it, exchange), _ -> Mono.delay(breath()).then(call));
    }

    /** Not the same for everybody, so that not everybody comes back at once. */
    private static Duration breath() {
        return Duration.ofMillis(ThreadLocalRandom.current().nextLong(25, 75));
    }

    /** A socket lives too long to be one of the calls a breaker counts; it only asks whether there is any sense in it. */
    private Mono<Void> socket(ServerWebExchange exchange, GatewayFilterChain chain, CircuitBreaker breaker) {
        return Mono.defer(() -> {
            if (breaker.getState() == State.OPEN) {
                return Mono.error(closedTo());
            }
            IdleSockets.limit(exchange.getRequest(), settings.idleFor());
            return chain.filter(exchange);
        });
    }

    private Mono<Void> attempt(ServerWebExchange exchange, GatewayFilterChain chain, CircuitBreaker breaker) {

        if (!breaker.tryAcquirePermission()) {
            return Mono.error(closedTo());
        }

        var attempt = new Attempt(breaker);
        ServerWebExchangeUtils.reset(exchange);
        exchange.getResponse().beforeCommit(() -> Mono.fromRunnable(attempt::answered));

        return chain.filter(exchange)
                .onErrorMap(it -> explained(it, breaker.getName()))
                .onErrorMap(
                        TimedOut.class, it -> isClientsFault(exchange) ? new Refused(ErrorCode.REQUEST_TIMEOUT) : it)
                .doOnError(Unavailable.class, attempt::failed)
                .doOnSuccess(_ -> attempt.answered())
                .doFinally(_ -> attempt.abandoned());
    }

    private Refused closedTo() {
        return new Refused(ErrorCode.UPSTREAM_UNAVAILABLE, settings.breaker().openFor());
    }

    private static Throwable explained(Throwable failure, String service) {
        return switch (failure) {
            case ResponseStatusException late
            when late.getStatusCode().isSameCodeAs(HttpStatus.GATEWAY_TIMEOUT) -> new TimedOut(service, late);
            case ConnectTimeoutException away -> new Unavailable(service, away);
            case TimeoutException late -> new TimedOut(service, late);
            case ReadTimeoutException late -> new TimedOut(service, late);
            case IOException away -> new Unavailable(service, away);
            default -> failure;
        };
    }

    private static boolean isClientsFault(ServerWebExchange exchange) {
        var sending = Sending.in(exchange.getAttributes());
        return sending != null && sending.isAwaited();
    }

    private static boolean isUpgrade(ServerHttpRequest request) {
        return "websocket".equalsIgnoreCase(request.getHeaders().getUpgrade());
    }

    private static boolean isRepeatable(ServerHttpRequest request) {
        var headers = request.getHeaders();
        return HttpMethod.GET.equals(request.getMethod())
                && headers.getContentLength() <= 0
                && !headers.containsHeader(HttpHeaders.TRANSFER_ENCODING);
    }

    /** Refused, or cut off before the first byte of an answer. What timed out may well be at work still. */
    private static boolean isUnanswered(Throwable failure, ServerWebExchange exchange) {
        return failure instanceof Unavailable
                && failure.getCause() instanceof IOException cause
                && !(cause instanceof ConnectTimeoutException)
                && !exchange.getAttributes().containsKey(CLIENT_RESPONSE_ATTR);
    }
}
