package com.banxiang.platform.security;

import com.banxiang.platform.security.AccessRules.Access;
import com.banxiang.platform.web.ErrorCode;
import com.banxiang.platform.web.Refused;
import java.util.Collections;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Lets in whom the service's rules admit, before anything else looks at the request. */
final class AccessFilter implements WebFilter, Ordered {

    private static final String BEARER = "Bearer ";

    private final AccessRules rules;
    private final AccessTokens accounts;
    private final ServiceTokens services;

    AccessFilter(AccessRules rules, AccessTokens accounts, ServiceTokens services) {
        this.rules = rules;
        this.accounts = accounts;
        this.services = services;
    }

    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE + 10;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {

        var request = exchange.getRequest();

        return switch (rules.of(request.getMethod(), request.getPath().pathWithinApplication())) {
            case Access.IgnoringToken _ -> chain.filter(exchange);
            case Access.Open _ -> open(exchange, chain);
            case Access.Accounts admitted -> accounts(admitted, exchange, chain);
            case Access.Services admitted -> services(admitted, exchange, chain);
            case Access.Denied _ -> denied(exchange);
        };
    }

    private Mono<Void> open(ServerWebExchange exchange, WebFilterChain chain) {
        return authorization(exchange) == null
                ? chain.filter(exchange)
                : caller(exchange).then(chain.filter(exchange));
    }

    private Mono<Void> accounts(Access.Accounts admitted, ServerWebExchange exchange, WebFilterChain chain) {
        return caller(exchange)
                .filter(it -> isAdmitted(it, admitted))
                .switchIfEmpty(Mono.error(() -> new Refused(ErrorCode.FORBIDDEN)))
                .flatMap(_ -> chain.filter(exchange));
    }

    private Mono<Void> services(Access.Services admitted, ServerWebExchange exchange, WebFilterChain chain) {

        return Mono.defer(() -> {
            var authorization = authorization(exchange);

            if (authorization != null && authorization.startsWith(BEARER)) {
                // A person's good token is the wrong kind of token here; a bad one is just a bad one.
                return caller(exchange).then(Mono.error(() -> new Refused(ErrorCode.FORBIDDEN)));
            }

            if (authorization == null || !authorization.startsWith(ServiceTokens.SCHEME)) {
                return Mono.error(new Refused(ErrorCode.UNAUTHENTICATED));
            }

            var name = services.callerOf(authorization.substring(ServiceTokens.SCHEME.length()));
            if (!admitted.names().contains(name)) {
                return Mono.error(new Refused(ErrorCode.FORBIDDEN));
            }

            keep(exchange, new CallingService(name, actingFor(exchange)));
            return chain.filter(exchange);
        });
    }

    private Mono<Void> denied(ServerWebExchange exchange) {
        return caller(exchange).then(Mono.error(() -> new Refused(ErrorCode.FORBIDDEN)));
    }

    /** Never empty: the caller, or a refusal. */
    private Mono<Caller> caller(ServerWebExchange exchange) {

        var authorization = authorization(exchange);

        return authorization == null || !authorization.startsWith(BEARER)
                ? Mono.error(() -> new Refused(ErrorCode.UNAUTHENTICATED))
                : accounts.verify(authorization.substring(BEARER.length()).strip())
                        .doOnNext(it -> keep(exchange, it));
    }

    private static boolean isAdmitted(Caller caller, Access.Accounts admitted) {
        return caller.kind() == admitted.kind()
                && (admitted.roles().isEmpty() || !Collections.disjoint(admitted.roles(), caller.roles()));
    }

    private static @Nullable Account actingFor(ServerWebExchange exchange) {

        var text = exchange.getRequest().getHeaders().getFirst(CallingService.ACTING_FOR);
        if (text == null) {
            return null;
        }

        try {
            return Account.of(text);
        } catch (IllegalArgumentException unreadable) {
            throw new Refused(ErrorCode.MALFORMED_REQUEST);
        }
    }

    private static @Nullable String authorization(ServerWebExchange exchange) {
        return exchange.getRequest().getHeaders().getFirst(HttpHeaders.AUTHORIZATION);
    }

    private static void keep(ServerWebExchange exchange, Object who) {
        exchange.getAttributes().put(who.getClass().getName(), who);
    }
}
