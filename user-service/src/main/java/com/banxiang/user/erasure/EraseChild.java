package com.banxiang.user.erasure;

import com.banxiang.platform.audit.Actor;
import com.banxiang.platform.audit.Audit;
import com.banxiang.platform.erasure.EraseAccount;
import com.banxiang.platform.outbox.Outbox;
import com.banxiang.platform.security.Account;
import com.banxiang.platform.security.AccountKind;
import com.banxiang.platform.security.CallingService;
import com.banxiang.user.account.UserEvent.UserDeleted;
import java.time.Clock;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/**
 * Ends the sessions of a child who wants to be forgotten, and tells the fleet. The account itself is child-service's: should it
 * die after asking, the event it hears then makes it finish.
 */
@Component
final class EraseChild {

    /** An account is erased once. */
    private static final long ONLY_VERSION = 1;

    private final EraseAccount eraseAccount;
    private final Audit audit;
    private final Outbox outbox;
    private final TransactionalOperator transaction;
    private final Clock clock;

    EraseChild(EraseAccount eraseAccount, Audit audit, Outbox outbox, TransactionalOperator transaction, Clock clock) {
        this.eraseAccount = eraseAccount;
        this.audit = audit;
        this.outbox = outbox;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Again changes nothing, and the fleet is told once. */
    Mono<Void> handle(UUID child, CallingService by) {

        var account = new Account(AccountKind.CHILD, child);

        return audit.act(Actor.of(by), "erase-account", account)
                .then(eraseAccount.handle(account))
                .filter(first -> first)
                .flatMap(_ -> outbox.append(UserDeleted.TOPIC, new UserDeleted(account, ONLY_VERSION, clock.instant())))
                .as(transaction::transactional)
                .checkpoint("erase child");
    }
}
