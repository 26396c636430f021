package com.banxiang.platform.erasure;

import com.banxiang.platform.security.Account;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import reactor.core.publisher.Mono;

/**
 * Accounts erased so lately that a token of theirs may still be out, in memory: each request is compared with it, and must not
 * cost a question to the database. Other instances' erasures are learnt within a second.
 */
final class RecentlyErased {

    /** Longer than an access token lives. */
    static final Duration TOKENS_LIVE = Duration.ofMinutes(35);

    static final Duration PERIOD = Duration.ofSeconds(1);

    /** Clocks differ, and a row is seen only when its transaction has ended. */
    private static final Duration OVERLAP = Duration.ofMinutes(1);

    private final ErasedAccounts erased;
    private final Clock clock;
    private final Map<Account, Instant> known = new ConcurrentHashMap<>();
    private volatile Instant learntUntil = Instant.EPOCH.plus(OVERLAP);

    RecentlyErased(ErasedAccounts erased, Clock clock) {
        this.erased = erased;
        this.clock = clock;
    }

    boolean contains(Account account) {
        return known.containsKey(account);
    }

    void notice(Account account) {
        known.putIfAbsent(account, clock.instant());
    }

    /** What others erased since the last time; forgets whose tokens have all expired. */
    Mono<Void> learn() {

        return Mono.defer(() -> {
            var now = clock.instant();
            var oldest = now.minus(TOKENS_LIVE);
            var since = learntUntil.minus(OVERLAP);
            return erased.since(since.isAfter(oldest) ? since : oldest)
                    .doOnNext(this::notice)
                    .then(Mono.fromRunnable(() -> {
                        known.values().removeIf(it -> it.isBefore(oldest.minus(OVERLAP)));
                        learntUntil = now;
                    }));
        });
    }
}
