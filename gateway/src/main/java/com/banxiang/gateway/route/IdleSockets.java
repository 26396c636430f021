package com.banxiang.gateway.route;

import io.netty.handler.timeout.ReadTimeoutHandler;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import reactor.netty.http.server.HttpServerRequest;

/**
 * Ends WebSockets whose client is gone without a word. The service pings every 25 s and a living client answers, so
 * silence means there is nobody.
 */
final class IdleSockets {

    static void limit(ServerHttpRequest request, Duration idleFor) {

        HttpServerRequest connection = ServerHttpRequestDecorator.getNativeRequest(request);
        connection.withConnection(
                it -> it.addHandlerLast(new ReadTimeoutHandler(idleFor.toMillis(), TimeUnit.MILLISECONDS)));
    }

    private IdleSockets() {}
}
