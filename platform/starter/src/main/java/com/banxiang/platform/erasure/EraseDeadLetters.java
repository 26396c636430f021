package com.banxiang.platform.erasure;

import com.banxiang.platform.messaging.ForgetDeadLetters;
import com.banxiang.platform.security.Account;
import reactor.core.publisher.Mono;

/**
 * The events of an account that were given up. They lie under its id; those about it under somebody else's are encrypted, find
 * nobody when they are replayed, and go with all others when they are old.
 */
final class EraseDeadLetters implements Erasure {

    private final ForgetDeadLetters forgetDeadLetters;

    EraseDeadLetters(ForgetDeadLetters forgetDeadLetters) {
        this.forgetDeadLetters = forgetDeadLetters;
    }

    @Override
    public Mono<Void> erase(Account account) {
        return forgetDeadLetters.ofKey(account.id().toString());
    }
}
