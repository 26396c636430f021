package com.banxiang.gateway.door;

import org.springframework.core.Ordered;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * The outermost filter: sees every request before anybody has judged it and every answer after the last word is said.
 *
 * <p>The platform's filter, which answers failures, has the same order; what an application declares itself comes before
 * what it is given, and a test holds on to that.
 */
@Component
final class Doorway implements WebFilter, Ordered {

    private final PublicServer server;
    private final CrossOrigin crossOrigin;
    private final Compression compression;
    private final AccessLog accessLog;

    Doorway(PublicServer server, CrossOrigin crossOrigin, Compression compression, AccessLog accessLog) {
        this.server = server;
        this.crossOrigin = crossOrigin;
        this.compression = compression;
        this.accessLog = accessLog;
    }

    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {

        if (!server.received(exchange)) {
            return chain.filter(exchange);
        }

        var startedAt = System.nanoTime();
        exchange.getResponse().beforeCommit(() -> Mono.fromRunnable(() -> complete(exchange)));

        return chain.filter(exchange)
                .doOnError(failure -> AccessLog.remember(failure, exchange))
                .doFinally(end -> accessLog.write(exchange, startedAt, end));
    }

    private void complete(ServerWebExchange exchange) {

        var response = exchange.getResponse();
        SecurityHeaders.addTo(response.getHeaders());
        crossOrigin.addTo(exchange.getRequest(), response);
        compression.addTo(response.getHeaders());
    }
}
