package com.banxiang.platform.web;

import static java.util.Objects.requireNonNullElse;

import com.banxiang.platform.telemetry.TraceContext;
import java.time.Clock;
import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.util.IdGenerator;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Gives every request its context, and every failure behind it the envelope.
 *
 * <p>It is the outermost filter, so nothing that goes wrong, in a filter, a route or a controller, escapes it.
 */
final class RequestFilter implements WebFilter, Ordered {

    static final int ORDER = Ordered.HIGHEST_PRECEDENCE;

    private static final String FORWARDED_FOR = "X-Forwarded-For";

    private final MessageSource texts;
    private final EnvelopeWriter envelopes;
    private final IdGenerator ids;
    private final Clock clock;
    private final BodyLimits limits;

    RequestFilter(MessageSource texts, EnvelopeWriter envelopes, IdGenerator ids, Clock clock, BodyLimits limits) {
        this.texts = texts;
        this.envelopes = envelopes;
        this.ids = ids;
        this.clock = clock;
        this.limits = limits;
    }

    @Override
    public int getOrder() {
        return ORDER;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {

        var request = contextOf(exchange);
        exchange.getResponse().getHeaders().set(RequestContext.REQUEST_ID, request.requestId());

        var work = limits.admits(exchange.getRequest())
                ? chain.filter(exchange)
                : Mono.<Void>error(new Refused(ErrorCode.PAYLOAD_TOO_LARGE));

        return work.onErrorResume(failure -> envelopes.write(exchange, failure))
                .contextWrite(
                        it -> request.into().apply(it).put(Answering.class, new Answering(request, texts, clock)));
    }

    private RequestContext contextOf(ServerWebExchange exchange) {

        var request = exchange.getRequest();
        var headers = request.getHeaders();
        var sent = headers.getFirst(RequestContext.REQUEST_ID);
        var requestId = sent != null && RequestContext.isSafe(sent) ? sent : "req_" + ids.generateId();
        var language = requireNonNullElse(exchange.getLocaleContext().getLocale(), Locale.SIMPLIFIED_CHINESE);

        return new RequestContext(
                requestId,
                TraceContext.continuing(headers.getFirst(TraceContext.HEADER)),
                language,
                clientIp(request, headers));
    }

    /** The gateway writes exactly one address into the header, and a service is reached by nobody else. */
    private static String clientIp(ServerHttpRequest request, HttpHeaders headers) {

        var forwarded = headers.getFirst(FORWARDED_FOR);
        if (forwarded != null && !forwarded.isEmpty()) {
            return forwarded.substring(forwarded.lastIndexOf(',') + 1).strip();
        }

        var remote = request.getRemoteAddress();
        return remote == null || remote.getAddress() == null
                ? ""
                : remote.getAddress().getHostAddress();
    }
}
