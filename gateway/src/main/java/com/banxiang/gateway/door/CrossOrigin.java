package com.banxiang.gateway.door;

import com.banxiang.platform.web.ErrorCode;
import com.banxiang.platform.web.Refused;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Tells browsers which pages of other origins may read our answers. Services say nothing about it.
 *
 * <p>No credentials are ever allowed: a token is put into its header by the page itself, and we set no cookies.
 */
@EnableConfigurationProperties(CrossOriginSettings.class)
@Component
final class CrossOrigin {

    private static final List<HttpMethod> METHODS = List.of(
            HttpMethod.GET, HttpMethod.HEAD, HttpMethod.POST, HttpMethod.PUT, HttpMethod.PATCH, HttpMethod.DELETE);

    private static final List<String> ASKED_WITH = List.of(
            "Authorization",
            "Accept-Language",
            "Content-Type",
            "Idempotency-Key",
            "Last-Event-ID",
            "X-Request-Id",
            "traceparent");

    private static final List<String> READABLE = List.of(
            "X-Request-Id",
            "RateLimit-Limit",
            "RateLimit-Remaining",
            "RateLimit-Reset",
            "Retry-After",
            "Idempotency-Replay",
            "Location");

    private final CrossOriginSettings settings;

    CrossOrigin(CrossOriginSettings settings) {
        this.settings = settings;
    }

    /** A browser's question whether a page may ask, which comes without a token. */
    static boolean isPreflight(ServerHttpRequest request) {
        return HttpMethod.OPTIONS.equals(request.getMethod())
                && request.getHeaders().getOrigin() != null
                && request.getHeaders().getAccessControlRequestMethod() != null;
    }

    /** To answer it costs less than to count it would, and no service hears of it. */
    Mono<Void> answer(ServerWebExchange exchange) {

        if (!isAllowed(exchange.getRequest().getHeaders().getOrigin())) {
            return Mono.error(new Refused(ErrorCode.FORBIDDEN));
        }

        var response = exchange.getResponse();
        response.setStatusCode(HttpStatus.NO_CONTENT);
        response.getHeaders().setAccessControlAllowMethods(METHODS);
        response.getHeaders().setAccessControlAllowHeaders(ASKED_WITH);
        response.getHeaders().setAccessControlMaxAge(settings.remembered());
        return response.setComplete();
    }

    /** To any answer, refusals too: a page has to read them. */
    void addTo(ServerHttpRequest request, ServerHttpResponse response) {

        if (settings.origins().isEmpty()) {
            return;
        }

        // For caches on the way: without an origin the same answer looks different.
        response.getHeaders().add(HttpHeaders.VARY, HttpHeaders.ORIGIN);

        var origin = request.getHeaders().getOrigin();
        if (isAllowed(origin)) {
            response.getHeaders().setAccessControlAllowOrigin(origin);
            response.getHeaders().setAccessControlExposeHeaders(READABLE);
        }
    }

    private boolean isAllowed(@Nullable String origin) {
        return origin != null && settings.origins().contains(origin);
    }
}
