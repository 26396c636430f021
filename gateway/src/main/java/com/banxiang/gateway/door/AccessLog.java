package com.banxiang.gateway.door;

import static java.util.Objects.requireNonNullElse;
import static org.springframework.core.NestedExceptionUtils.getMostSpecificCause;

import com.banxiang.gateway.route.Passage;
import com.banxiang.platform.web.RequestContext;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.SignalType;

/**
 * One line for each request. It names the row of the table, never the path itself, and no query: ids, phone numbers,
 * positions and tickets stand there.
 */
@Component
final class AccessLog {

    private static final Logger log = LoggerFactory.getLogger(AccessLog.class);

    private static final String NONE = "none";

    /** What the answer broke off by; its text stays unsaid, addresses and queries may stand in it. */
    private static final String BROKEN_OFF = AccessLog.class.getName() + ".brokenOff";

    static void remember(Throwable failure, ServerWebExchange exchange) {
        exchange.getAttributes()
                .put(BROKEN_OFF, getMostSpecificCause(failure).getClass().getName());
    }

    void write(ServerWebExchange exchange, long startedAt, SignalType end) {

        var response = exchange.getResponse();
        var passage = Passage.in(exchange.getAttributes());
        var line = log.atInfo()
                .addKeyValue("method", exchange.getRequest().getMethod().name())
                .addKeyValue(
                        "route", passage == null ? NONE : passage.row().path().pattern())
                .addKeyValue(
                        "upstream",
                        passage == null ? NONE : passage.row().upstream().service())
                .addKeyValue("status", statusOf(exchange))
                .addKeyValue("ms", TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startedAt))
                .addKeyValue(
                        "requestId", requireNonNullElse(response.getHeaders().getFirst(RequestContext.REQUEST_ID), ""))
                .addKeyValue("account", accountOf(passage));

        if (passage != null) {
            line = line.addKeyValue("traceId", passage.request().trace().traceId());
        }

        if (end == SignalType.CANCEL) {
            line = line.addKeyValue("clientLeft", true);
        }

        if (end == SignalType.ON_ERROR) {
            line = line.addKeyValue("brokenOff", exchange.getAttributes().get(BROKEN_OFF));
        }

        line.log("request");
    }

    /** Nobody sets the status of what simply went well, least of all a socket's. */
    private static int statusOf(ServerWebExchange exchange) {

        var status = exchange.getResponse().getStatusCode();
        var told = status == null ? 200 : status.value();
        return told == 200 && Upgrade.isAskedFor(exchange.getRequest()) ? 101 : told;
    }

    /** Of a request that was refused before it was one. */
    void writeUnreadable(int status, String requestId) {
        log.atInfo()
                .addKeyValue("method", NONE)
                .addKeyValue("route", NONE)
                .addKeyValue("upstream", NONE)
                .addKeyValue("status", status)
                .addKeyValue("ms", 0)
                .addKeyValue("requestId", requestId)
                .addKeyValue("account", NONE)
                .log("request");
    }

    private static String accountOf(@Nullable Passage passage) {
        return passage == null || passage.kind() == null ? NONE : passage.kind().text();
    }
}
