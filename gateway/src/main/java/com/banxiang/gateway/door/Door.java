package com.banxiang.gateway.door;

import com.banxiang.gateway.door.PublicEndpoints.Token;
import com.banxiang.gateway.limit.Allowance;
import com.banxiang.gateway.limit.RateLimits;
import com.banxiang.gateway.route.Passage;
import com.banxiang.gateway.route.RouteTable;
import com.banxiang.gateway.route.Sending;
import com.banxiang.platform.web.BodyLimits;
import com.banxiang.platform.web.ErrorCode;
import com.banxiang.platform.web.Refused;
import com.banxiang.platform.web.RequestContext;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.observation.ServerRequestObservationContext;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Lets a request in or refuses it, in the fleet's order: a path nobody knows, too often, who are you, not for you.
 *
 * <p>One filter rather than one for each question: every hop of the chain costs each request of the fleet.
 */
@Component
final class Door implements WebFilter, Ordered {

    private final PublicServer server;
    private final RouteTable routes;
    private final ClientAddresses addresses;
    private final Identification identification;
    private final RateLimits limits;
    private final BodyLimits bodies;
    private final CrossOrigin crossOrigin;

    Door(
            PublicServer server,
            RouteTable routes,
            ClientAddresses addresses,
            Identification identification,
            RateLimits limits,
            BodyLimits bodies,
            CrossOrigin crossOrigin) {
        this.server = server;
        this.routes = routes;
        this.addresses = addresses;
        this.identification = identification;
        this.limits = limits;
        this.bodies = bodies;
        this.crossOrigin = crossOrigin;
    }

    /** Behind the platform's filter, which gives the request its id and every refusal its envelope. */
    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE + 10;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        return server.received(exchange)
                ? Mono.deferContextual(context -> receive(exchange, RequestContext.of(context), chain))
                : chain.filter(exchange);
    }

    private Mono<Void> receive(ServerWebExchange exchange, RequestContext context, WebFilterChain chain) {

        var request = exchange.getRequest();
        var path = request.getURI().getRawPath();
        var row = routes.find(path);

        if (row == null) {
            return Mono.error(new Refused(ErrorCode.NOT_FOUND));
        }

        var address = addresses.of(request);
        var token = PublicEndpoints.tokenFor(request.getMethod(), path);
        var passage = Passage.begin(row, context, address.text());
        passage.keepIn(exchange.getAttributes());
        nameForMetrics(exchange, row.path().pattern());

        if (CrossOrigin.isPreflight(request)) {
            return crossOrigin.answer(exchange);
        }

        return identification.of(request, row, token).flatMap(visitor -> {
            var counted = Counted.of(visitor, path, address);
            var caller = visitor.caller();
            passage.by(caller == null ? null : caller.kind(), token != Token.IGNORED)
                    .keepIn(exchange.getAttributes());

            return limits.take(counted.limit(), counted.subject()).flatMap(allowance -> {
                tell(exchange, allowance);
                return admit(exchange, chain, visitor, allowance);
            });
        });
    }

    private Mono<Void> admit(ServerWebExchange exchange, WebFilterChain chain, Visitor visitor, Allowance allowance) {

        if (!allowance.granted()) {
            return Mono.error(new Refused(ErrorCode.RATE_LIMITED, allowance.retryAfter()));
        }

        var refusal = visitor.refusal();
        if (refusal != null) {
            return Mono.error(new Refused(refusal));
        }

        return chain.filter(hasBody(exchange.getRequest()) ? limited(exchange) : exchange);
    }

    private ServerWebExchange limited(ServerWebExchange exchange) {
        return exchange.mutate()
                .request(BodyLimit.on(exchange.getRequest(), bodies, Sending.keptIn(exchange.getAttributes())))
                .build();
    }

    private static boolean hasBody(ServerHttpRequest request) {
        var headers = request.getHeaders();
        return headers.getContentLength() > 0 || headers.containsHeader(HttpHeaders.TRANSFER_ENCODING);
    }

    private static void tell(ServerWebExchange exchange, Allowance allowance) {

        var headers = exchange.getResponse().getHeaders();
        headers.set("RateLimit-Limit", Integer.toString(allowance.limit()));
        headers.set("RateLimit-Remaining", Integer.toString(allowance.remaining()));
        headers.set(
                "RateLimit-Reset",
                Long.toString(allowance.untilFull().plusMillis(999).toSeconds()));
    }

    private static void nameForMetrics(ServerWebExchange exchange, String pattern) {
        ServerRequestObservationContext.findCurrent(exchange.getAttributes())
                .ifPresent(it -> it.setPathPattern(pattern));
    }
}
