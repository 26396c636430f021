package com.banxiang.health.alert;

import com.banxiang.platform.security.Account;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** What those who answered for a person's alerts call themselves. */
interface AcknowledgerNames {

    /** Never empty, never fails: a name that can't be had is left out. */
    Mono<Map<Account, String>> of(UUID userId, Set<Account> accounts);
}
