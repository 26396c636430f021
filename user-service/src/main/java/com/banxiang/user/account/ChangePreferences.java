package com.banxiang.user.account;

import com.banxiang.user.account.Preferences.Changes;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Changes how the app looks and speaks, field by field. */
@Component
final class ChangePreferences {

    record Command(UUID user, Changes changes) {}

    private final Users users;
    private final TransactionalOperator transaction;

    ChangePreferences(Users users, TransactionalOperator transaction) {
        this.users = users;
        this.transaction = transaction;
    }

    /** Never empty. Fails with {@link UnknownUser}. */
    Mono<UserView> handle(Command command) {

        return users.lock(command.user())
                .switchIfEmpty(Mono.error(() -> new UnknownUser(command.user())))
                .map(user -> user.with(user.preferences().with(command.changes())))
                .delayUntil(user -> users.save(user.id(), user.preferences()))
                .as(transaction::transactional)
                .map(UserView::of)
                .checkpoint("change preferences");
    }
}
