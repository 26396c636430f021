package com.banxiang.gateway.door;

import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;

/** Whether a request asks to become a WebSocket. */
final class Upgrade {

    private static final String TICKET = "ticket";

    static boolean isAskedFor(ServerHttpRequest request) {
        return "websocket".equalsIgnoreCase(request.getHeaders().getUpgrade());
    }

    /** A ticket is the service's to check; it is worth nothing anywhere else. */
    static boolean hasTicket(ServerHttpRequest request) {

        var ticket = request.getQueryParams().getFirst(TICKET);
        return isAskedFor(request) && HttpMethod.GET.equals(request.getMethod()) && ticket != null && !ticket.isBlank();
    }

    private Upgrade() {}
}
