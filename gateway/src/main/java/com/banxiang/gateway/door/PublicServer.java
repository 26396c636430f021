package com.banxiang.gateway.door;

import org.springframework.context.ApplicationContext;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;

/**
 * Tells the server clients reach from the one operations reach, whose context is a child of ours: Spring puts the filters
 * of the parent before both.
 */
@Component
final class PublicServer {

    private final ApplicationContext own;

    PublicServer(ApplicationContext own) {
        this.own = own;
    }

    boolean received(ServerWebExchange exchange) {
        return exchange.getApplicationContext() == own;
    }
}
