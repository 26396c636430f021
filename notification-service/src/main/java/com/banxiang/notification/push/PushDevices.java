package com.banxiang.notification.push;

import com.banxiang.platform.security.Account;
import reactor.core.publisher.Mono;

/** The phones people use the app on. */
public interface PushDevices {

    /** Whether a push to this person has anywhere to go. */
    Mono<Boolean> hasAny(Account account);
}
