package com.banxiang.child.account;

import static java.util.Objects.requireNonNull;

import com.banxiang.child.outcome.Outcomes;
import com.banxiang.child.outcome.UseCase;
import com.banxiang.platform.web.Change;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Changes how a child is called and looks; parents see it in their family. */
@Component
final class RenameChild {

    record Changes(Change<String> nickname, Change<String> avatarUrl) {}

    private final Children children;
    private final TransactionalOperator transaction;
    private final Outcomes outcomes;

    RenameChild(Children children, TransactionalOperator transaction, Outcomes outcomes) {
        this.children = children;
        this.transaction = transaction;
        this.outcomes = outcomes;
    }

    /** Never empty. Fails with {@link UnknownChild}. */
    Mono<Child> handle(UUID id, Changes changes) {

        return children.lock(id)
                .map(child -> changed(child, changes))
                .delayUntil(child -> children.rename(id, child.nickname(), child.avatarUrl()))
                .as(transaction::transactional)
                .as(outcomes.of(UseCase.RENAME, id))
                .checkpoint("rename child");
    }

    private static Child changed(Child child, Changes changes) {
        return new Child(
                child.id(),
                requireNonNull(changes.nickname().of(child.nickname())),
                changes.avatarUrl().of(child.avatarUrl()),
                child.phone(),
                child.createdAt());
    }
}
