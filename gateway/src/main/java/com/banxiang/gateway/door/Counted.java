package com.banxiang.gateway.door;

import com.banxiang.gateway.limit.Limit;
import com.banxiang.gateway.route.PathRule;
import java.util.List;

/** Against which limit a request counts, and for whom. */
record Counted(Limit limit, String subject) {

    private static final List<PathRule> LOGINS = List.of(
            new PathRule("/api/v1/auth/**"), new PathRule("/api/v1/admin/auth/**"), new PathRule("/api/child/auth/**"));

    private static final PathRule WEBHOOKS = new PathRule("/api/v1/webhooks/**");

    static Counted of(Visitor visitor, String path, Address address) {

        if (LOGINS.stream().anyMatch(it -> it.matches(path))) {
            return new Counted(Limit.LOGIN, address.counted());
        }

        if (WEBHOOKS.matches(path)) {
            return new Counted(Limit.WEBHOOK, address.counted());
        }

        var caller = visitor.caller();
        return caller == null
                ? new Counted(Limit.STRANGER, address.counted())
                : new Counted(Limit.ACCOUNT, caller.account().text());
    }
}
