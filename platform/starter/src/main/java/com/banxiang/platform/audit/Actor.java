package com.banxiang.platform.audit;

import com.banxiang.platform.security.Account;
import com.banxiang.platform.security.Caller;
import com.banxiang.platform.security.CallingService;
import org.jspecify.annotations.Nullable;

/**
 * Who did it: a person, a service, or a service for a person.
 *
 * @param account null where a service worked for nobody in particular
 * @param service null where a person asked directly
 */
public record Actor(@Nullable Account account, @Nullable String service) {

    public static Actor of(Caller caller) {
        return new Actor(caller.account(), null);
    }

    public static Actor of(CallingService service) {
        return new Actor(service.actingFor(), service.name());
    }
}
