package com.banxiang.platform.erasure;

import com.banxiang.platform.security.Account;
import java.time.Clock;
import java.util.List;
import org.springframework.transaction.NoTransactionException;
import org.springframework.transaction.reactive.TransactionSynchronization;
import org.springframework.transaction.reactive.TransactionSynchronizationManager;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Erases an account from this service's tables.
 *
 * <p>That it is erased is remembered first: from then on nothing new about it is taken. Only then its rows go. In the caller's
 * transaction all of it is one step; without one, dying in between leaves the rest to whoever does it again.
 */
public final class EraseAccount {

    private final ErasedAccounts erased;
    private final RecentlyErased recently;
    private final List<Erasure> erasures;
    private final Clock clock;

    EraseAccount(ErasedAccounts erased, RecentlyErased recently, List<Erasure> erasures, Clock clock) {
        this.erased = erased;
        this.recently = recently;
        this.erasures = erasures;
        this.clock = clock;
    }

    /** Never empty: whether it is the first time. Doing it again erases what came meanwhile, which should be nothing. */
    public Mono<Boolean> handle(Account account) {
        return Mono.defer(() -> erased.add(account, clock.instant()))
                .delayUntil(_ -> noticeAfterCommit(account).then(forget(account)))
                .checkpoint("erase account");
    }

    /** The rows alone. */
    Mono<Void> forget(Account account) {
        return Flux.fromIterable(erasures)
                .concatMap(erasure -> Mono.defer(() -> erasure.erase(account)))
                .then();
    }

    private Mono<Void> noticeAfterCommit(Account account) {

        Mono<Void> notice = Mono.fromRunnable(() -> recently.notice(account));

        return TransactionSynchronizationManager.forCurrentTransaction()
                .doOnNext(transaction -> transaction.registerSynchronization(new TransactionSynchronization() {
                    @Override
                    public Mono<Void> afterCommit() {
                        return notice;
                    }
                }))
                .then()
                .onErrorResume(NoTransactionException.class, _ -> notice);
    }
}
