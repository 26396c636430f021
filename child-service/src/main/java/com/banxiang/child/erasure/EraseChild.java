package com.banxiang.child.erasure;

import com.banxiang.child.outcome.Outcomes;
import com.banxiang.child.outcome.UseCase;
import com.banxiang.platform.audit.Actor;
import com.banxiang.platform.audit.Audit;
import com.banxiang.platform.erasure.EraseAccount;
import com.banxiang.platform.remote.Neighbour;
import com.banxiang.platform.remote.Neighbours;
import com.banxiang.platform.security.Account;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/**
 * Erases a child's account for good.
 *
 * <p>user-service goes first: in one transaction it ends the sessions and tells the fleet, this service among others. So if
 * nothing else happens here any more, the event does it; and if user-service is away, nothing has happened at all.
 */
@Component
final class EraseChild {

    private final Neighbour users;
    private final EraseAccount eraseAccount;
    private final Audit audit;
    private final TransactionalOperator transaction;
    private final Outcomes outcomes;

    EraseChild(
            Neighbours neighbours,
            EraseAccount eraseAccount,
            Audit audit,
            TransactionalOperator transaction,
            Outcomes outcomes) {
        this.users = neighbours.to("user-service");
        this.eraseAccount = eraseAccount;
        this.audit = audit;
        this.transaction = transaction;
        this.outcomes = outcomes;
    }

    /** Again changes nothing. Fails with {@link com.banxiang.platform.web.Unavailable} if user-service is away. */
    Mono<Void> handle(Account child) {

        return audit.act(new Actor(child, null), "erase-account", child)
                .then(users.actingFor(child)
                        .post(Void.class, Map.of(), "/internal/children/{childId}/erase", child.id()))
                .then(Mono.defer(() -> eraseAccount.handle(child)).as(transaction::transactional))
                .then()
                .as(outcomes.of(UseCase.ERASE, child.id()))
                .checkpoint("erase child");
    }
}
