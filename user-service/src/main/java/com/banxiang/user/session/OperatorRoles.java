package com.banxiang.user.session;

import java.util.List;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** What the tokens of an operator say they may do, as it is decided now. */
public interface OperatorRoles {

    /** Empty if there is no such operator, or they may do nothing any more. */
    Mono<List<String>> of(UUID operator);
}
