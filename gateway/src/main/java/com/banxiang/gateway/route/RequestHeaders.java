package com.banxiang.gateway.route;

import com.banxiang.platform.telemetry.TraceContext;
import com.banxiang.platform.web.RequestContext;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.springframework.cloud.gateway.filter.headers.HttpHeadersFilter;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;

/**
 * What a service is told in headers. Whatever says who somebody is, where they come from or who they act for is ours to
 * say: the client's own words about that end here.
 */
@Component
final class RequestHeaders implements HttpHeadersFilter, Ordered {

    private static final String FORWARDED_FOR = "X-Forwarded-For";

    private static final Set<String> OURS_TO_SAY = Set.of(
            "forwarded",
            "via",
            "x-real-ip",
            "x-client-ip",
            "x-cluster-client-ip",
            "true-client-ip",
            "cf-connecting-ip",
            "x-acting-for",
            "x-request-id",
            "x-correlation-id",
            "x-http-method",
            "x-http-method-override",
            "x-method-override",
            "x-original-url",
            "x-rewrite-url",
            "traceparent",
            "baggage",
            "b3");

    private static final List<String> OURS_BY_PREFIX = List.of(
            "x-forwarded-",
            "x-original-",
            "x-user-",
            "x-account-",
            "x-auth-",
            "x-caller-",
            "x-internal-",
            "x-service-",
            "x-banxiang-",
            "x-b3-");

    /** After the gateway's own filters, so that nothing is added behind it. */
    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }

    @Override
    public boolean supports(Type type) {
        return type == Type.REQUEST;
    }

    @Override
    public HttpHeaders filter(HttpHeaders sent, ServerWebExchange exchange) {

        var passage = Passage.in(exchange.getAttributes());
        var headers = new HttpHeaders();

        sent.forEach((name, values) -> {
            if (!isOursToSay(name.toLowerCase(Locale.ROOT))) {
                headers.addAll(name, values);
            }
        });

        if (passage == null || !passage.showsToken()) {
            headers.remove(HttpHeaders.AUTHORIZATION);
        }

        if (passage != null) {
            headers.set(FORWARDED_FOR, passage.clientIp());
            headers.set(RequestContext.REQUEST_ID, passage.request().requestId());
            headers.set(TraceContext.HEADER, passage.request().trace().header());
        }

        return headers;
    }

    private static boolean isOursToSay(String name) {

        if (OURS_TO_SAY.contains(name)) {
            return true;
        }

        for (var prefix : OURS_BY_PREFIX) {
            if (name.startsWith(prefix)) {
                return true;
            }
        }

        return false;
    }
}
