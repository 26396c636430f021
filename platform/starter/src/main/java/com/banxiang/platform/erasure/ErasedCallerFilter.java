package com.banxiang.platform.erasure;

import com.banxiang.platform.security.Caller;
import com.banxiang.platform.web.ErrorCode;
import com.banxiang.platform.web.Refused;
import org.springframework.core.Ordered;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Refuses who has been erased but whose token has not expired: the gateway needs a few seconds to learn of an ended session.
 * The one thing they may still ask for is what they have got, so that asking twice is answered twice.
 */
final class ErasedCallerFilter implements WebFilter, Ordered {

    private static final String ONCE_MORE = "/me/erase";

    private final RecentlyErased recently;

    ErasedCallerFilter(RecentlyErased recently) {
        this.recently = recently;
    }

    /** After the door, which says who calls. */
    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE + 11;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {

        var caller = exchange.<Caller>getAttribute(Caller.class.getName());
        var path = exchange.getRequest().getPath().pathWithinApplication().value();

        return caller != null && recently.contains(caller.account()) && !path.endsWith(ONCE_MORE)
                ? Mono.error(new Refused(ErrorCode.SESSION_REVOKED))
                : chain.filter(exchange);
    }
}
