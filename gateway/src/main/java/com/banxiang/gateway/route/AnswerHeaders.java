package com.banxiang.gateway.route;

import com.banxiang.platform.web.RequestContext;
import java.util.List;
import org.springframework.cloud.gateway.filter.headers.HttpHeadersFilter;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;

/** Takes out of a service's answer what is the gateway's to say; twice would be a list to a client. */
@Component
final class AnswerHeaders implements HttpHeadersFilter, Ordered {

    private static final List<String> OURS_TO_SAY = List.of(
            RequestContext.REQUEST_ID,
            "Server",
            HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN,
            HttpHeaders.ACCESS_CONTROL_ALLOW_CREDENTIALS,
            HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS,
            HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS,
            HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS,
            HttpHeaders.ACCESS_CONTROL_MAX_AGE);

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
        OURS_TO_SAY.forEach(headers::remove);
        return headers;
    }
}
