package com.banxiang.gateway.route;

import com.banxiang.platform.security.AccountKind;
import com.banxiang.platform.web.RequestContext;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the door found out about a request it lets through; kept with the exchange.
 *
 * @param clientIp the one address the services are told
 * @param kind of the account that asks; null for a stranger
 * @param showsToken whether the service may see the token: not where the header is to be ignored
 */
public record Passage(
        RouteRow row,
        RequestContext request,
        String clientIp,
        @Nullable AccountKind kind,
        boolean showsToken) {

    private static final String KEY = Passage.class.getName();

    /** Of somebody the door does not know yet. */
    public static Passage begin(RouteRow row, RequestContext request, String clientIp) {
        return new Passage(row, request, clientIp, null, false);
    }

    public Passage by(@Nullable AccountKind kind, boolean showsToken) {
        return new Passage(row, request, clientIp, kind, showsToken);
    }

    public void keepIn(Map<String, Object> attributes) {
        attributes.put(KEY, this);
    }

    /** Null for a request whose path leads nowhere. */
    public static @Nullable Passage in(Map<String, Object> attributes) {
        return (Passage) attributes.get(KEY);
    }
}
