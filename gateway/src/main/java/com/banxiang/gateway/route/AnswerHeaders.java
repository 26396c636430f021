package com.banxiang.gateway.route;

import com.banxiang.platform.web.RequestContext;
import org.springframework.cloud.gateway.filter.headers.HttpHeadersFilter;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;

/** Takes out of a service's answer what the gateway has said already; twice would be a list to a client. */
@Component
final class AnswerHeaders implements HttpHeadersFilter, Ordered {

    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }

    @Override
    public boolean supports(Type type) {
        return type == Type.RESPONSE;
    }

    @Override
    public HttpHeaders filter(HttpHeaders answered, ServerWebExchange exchange) {

        var headers = new HttpHeaders(answered);
        headers.remove(RequestContext.REQUEST_ID);
        headers.remove("Server");
        return headers;
    }
}
