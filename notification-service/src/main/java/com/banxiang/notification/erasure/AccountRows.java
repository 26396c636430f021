package com.banxiang.notification.erasure;

import com.banxiang.platform.erasure.Erasure;
import com.banxiang.platform.security.Account;
import java.time.Clock;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * What every table here forgets of an account, those who were told of it included: an elder's alerts, and with them every step
 * and message on its way. What is with a vendor at this moment can't be called back; its row is gone when the answer comes.
 *
 * <p>A device is released, not removed: the vendor must learn that it is nobody's. What stays is the app's registration,
 * without whose it was.
 */
@Component
final class AccountRows implements Erasure {

    private static final UUID NOBODY = new UUID(0, 0);

    private final DatabaseClient database;
    private final TransactionalOperator transaction;
    private final Clock clock;

    AccountRows(DatabaseClient database, TransactionalOperator transaction, Clock clock) {
        this.database = database;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Override
    public Mono<Void> erase(Account account) {

        var rows = switch (account.kind()) {
            case USER -> elder(account);
            case CHILD -> child(account);
            case OPERATOR -> Mono.<Void>empty();
        };
        return rows.as(transaction::transactional);
    }

    private Mono<Void> elder(Account elder) {
        return each(
                        elder.id(),
                        // Before the bonds, by which those who were told are found.
                        """
                        delete from notifications
                         where recipient_id in (select child_id from bonds where parent_id = :id)
                           and data ->> 'parentId' = :id::text
                        """,
                        "delete from tellings where alert_id in (select id from alerts where user_id = :id)",
                        "delete from escalations where alert_id in (select id from alerts where user_id = :id)",
                        "delete from alerts where user_id = :id",
                        "delete from deliveries where about_id = :id",
                        "delete from family_news where elder_id = :id",
                        "delete from contacts where user_id = :id",
                        "delete from bonds where parent_id = :id")
                .then(either(elder));
    }

    /** Copies of contacts name the child among others of the family: they are asked for anew when they are needed. */
    private Mono<Void> child(Account child) {
        return each(child.id(), """
            delete from contacts
             where owner = 'child-service'
               and user_id in (select parent_id from bonds where child_id = :id and child_kind = 'child')
            """, "delete from wechat_consents where child_id = :id")
                .then(either(child));
    }

    /** Whichever side they were on: an elder can be somebody's child. */
    private Mono<Void> either(Account account) {
        return ofKind(
                        account,
                        "delete from bonds where child_id = :id and child_kind = :kind",
                        "delete from notifications where recipient_id = :id and recipient_kind = :kind",
                        "delete from preferences where account_id = :id and account_kind = :kind",
                        "delete from ws_tickets where account_id = :id and account_kind = :kind")
                .then(each(account.id(), "delete from deliveries where recipient_id = :id"))
                .then(devices(account));
    }

    private Mono<Void> devices(Account account) {

        return database.sql("""
            update push_devices
               set released = true, account_id = :nobody, version = version + 1, attempts = 0, due_at = :now,
                   updated_at = :now
             where account_id = :id and account_kind = :kind
            """)
                .bind("nobody", NOBODY)
                .bind("now", clock.instant())
                .bind("id", account.id())
                .bind("kind", account.kind().text())
                .then();
    }

    private Mono<Void> each(UUID id, String... statements) {
        return Flux.fromArray(statements)
                .concatMap(statement -> database.sql(statement).bind("id", id).then())
                .then();
    }

    private Mono<Void> ofKind(Account account, String... statements) {
        return Flux.fromArray(statements)
                .concatMap(statement -> database.sql(statement)
                        .bind("id", account.id())
                        .bind("kind", account.kind().text())
                        .then())
                .then();
    }
}
