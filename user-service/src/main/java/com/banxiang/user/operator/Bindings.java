package com.banxiang.user.operator;

import com.banxiang.platform.security.Account;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** Ties an operator to the doctor, or to the one who serves at home, whose patients they may see. A new tie replaces the old. */
interface Bindings {

    /**
     * Never empty: whether there is such a doctor. Fails with {@link com.banxiang.platform.web.Unavailable} if it can't be
     * known.
     *
     * @param by who wants it
     */
    Mono<Boolean> bindDoctor(UUID doctor, UUID operator, Account by);

    /** The same for who serves at home. */
    Mono<Boolean> bindStaff(UUID staff, UUID operator, Account by);
}
