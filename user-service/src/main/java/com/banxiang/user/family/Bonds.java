package com.banxiang.user.family;

import com.banxiang.platform.security.Account;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** Keeps what binds children of the mini-program to their parents, and can end it. */
interface Bonds {

    /** Whether there was such a bond of this elder. Fails with {@link com.banxiang.platform.web.Unavailable} if unknown. */
    Mono<Boolean> end(UUID linkId, Account elder);
}
