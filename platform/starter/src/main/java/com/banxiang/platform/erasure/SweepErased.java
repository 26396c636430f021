package com.banxiang.platform.erasure;

import java.time.Clock;
import java.time.Duration;
import reactor.core.publisher.Mono;

/**
 * Erases once more whoever was erased within the last hour. What was under way at that moment, in a transaction that had
 * looked before, may have left a row after the others were gone.
 */
final class SweepErased {

    static final Duration PERIOD = Duration.ofMinutes(5);

    /** Longer than anything that was under way, a token or a copy in memory can last. */
    static final Duration REACH = Duration.ofHours(1);

    private final ErasedAccounts erased;
    private final EraseAccount eraseAccount;
    private final Clock clock;

    SweepErased(ErasedAccounts erased, EraseAccount eraseAccount, Clock clock) {
        this.erased = erased;
        this.eraseAccount = eraseAccount;
        this.clock = clock;
    }

    Mono<Void> handle() {
        return Mono.defer(() -> erased.since(clock.instant().minus(REACH)).collectList())
                .flatMapIterable(it -> it)
                .concatMapDelayError(eraseAccount::forget)
                .then()
                .checkpoint("sweep erased accounts");
    }
}
