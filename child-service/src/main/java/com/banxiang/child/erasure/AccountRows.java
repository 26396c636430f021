package com.banxiang.child.erasure;

import com.banxiang.child.bond.EndBonds;
import com.banxiang.platform.erasure.Erasure;
import com.banxiang.platform.security.Account;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * What every table here forgets of an account, in the order that foreign keys demand. Live bonds end first, so that everybody
 * hears of it. Of an alert that stays, because it is another person's, only the time of the acknowledgement stays.
 */
@Component
final class AccountRows implements Erasure {

    private static final UUID NOBODY = new UUID(0, 0);

    private final DatabaseClient database;
    private final EndBonds endBonds;
    private final TransactionalOperator transaction;

    AccountRows(DatabaseClient database, EndBonds endBonds, TransactionalOperator transaction) {
        this.database = database;
        this.endBonds = endBonds;
        this.transaction = transaction;
    }

    @Override
    public Mono<Void> erase(Account account) {

        var id = account.id();
        var rows = switch (account.kind()) {
            case CHILD -> child(id);
            case USER -> elder(id);
            case OPERATOR -> Mono.<Void>empty();
        };
        return rows.then(acknowledgements(account)).as(transaction::transactional);
    }

    /** Who binds this child at the moment waits for its row, and then finds none. */
    private Mono<Void> child(UUID id) {
        return each(id, "select id from children where id = :id for update")
                .then(endBonds.ofChild(id))
                .then(each(
                        id,
                        "delete from redeemed_codes where child_id = :id",
                        "delete from bonds where child_id = :id",
                        "delete from children where id = :id"));
    }

    private Mono<Void> elder(UUID id) {
        return endBonds.ofParent(id)
                .then(each(
                        id,
                        "delete from redeemed_codes where link_id in (select link_id from bonds where parent_id = :id)",
                        "delete from bonds where parent_id = :id",
                        "delete from alerts where user_id = :id"));
    }

    private Mono<Void> acknowledgements(Account account) {

        return database.sql("""
            update alerts
               set acknowledged_by_id = :nobody
             where acknowledged_by_id = :id and acknowledged_by_kind = :kind
            """)
                .bind("nobody", NOBODY)
                .bind("id", account.id())
                .bind("kind", account.kind().text())
                .then();
    }

    private Mono<Void> each(UUID id, String... statements) {
        return Flux.fromArray(statements)
                .concatMap(statement -> database.sql(statement).bind("id", id).then())
                .then();
    }
}
