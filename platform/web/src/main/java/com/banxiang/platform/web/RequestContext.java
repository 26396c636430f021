package com.banxiang.platform.web;

import com.banxiang.platform.telemetry.TraceContext;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;
import reactor.util.context.ContextView;

/**
 * What is known about the request, or the event, that is being worked on; kept in the Reactor context.
 *
 * @param requestId finds everything that was done for one request, in every service
 * @param clientIp whoever asked, empty where nobody did
 */
public record RequestContext(String requestId, TraceContext trace, Locale language, String clientIp) {

    public static final String REQUEST_ID = "X-Request-Id";

    private static final Pattern SAFE = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    /** What work without a request, such as an event's or a clock's, carries. */
    public static RequestContext of(String requestId, @Nullable String traceparent) {
        return new RequestContext(requestId, TraceContext.continuing(traceparent), Locale.SIMPLIFIED_CHINESE, "");
    }

    /** Never empty: work that nobody gave a context gets one of its own. */
    public static Mono<RequestContext> current() {
        return Mono.deferContextual(context -> Mono.just(of(context)));
    }

    /** The same for code that holds the context already. */
    public static RequestContext of(ContextView context) {
        return context.getOrEmpty(RequestContext.class)
                .map(RequestContext.class::cast)
                .orElseGet(() -> of("internal", null));
    }

    /** For {@code contextWrite}: everything above the operator works for this request. */
    public Function<Context, Context> into() {
        return context -> context.put(RequestContext.class, this);
    }

    /** Whether an id that arrived from outside may stand in headers and logs. */
    public static boolean isSafe(@Nullable String requestId) {
        return requestId != null && SAFE.matcher(requestId).matches();
    }
}
