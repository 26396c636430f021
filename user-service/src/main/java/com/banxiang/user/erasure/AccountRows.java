package com.banxiang.user.erasure;

import static com.banxiang.platform.data.Rows.column;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.banxiang.platform.crypto.BlindIndex;
import com.banxiang.platform.crypto.FieldCipher;
import com.banxiang.platform.erasure.Erasure;
import com.banxiang.platform.security.Account;
import com.banxiang.user.family.EndLinks;
import java.time.Clock;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * What every table here forgets of an account, in the order that foreign keys demand. What stays is the audit log; that a session
 * has ended, without whose it was, until its tokens have expired; and that codes were sent, to whomever, because other people's
 * limits are counted by them.
 */
@Component
final class AccountRows implements Erasure {

    /** An account as it is found. */
    record Held(String phone, long version) {

        @Override
        public String toString() {
            return "Held[***]";
        }
    }

    private static final UUID NOBODY = new UUID(0, 0);

    private final DatabaseClient database;
    private final FieldCipher cipher;
    private final BlindIndex index;
    private final EndLinks endLinks;
    private final TransactionalOperator transaction;
    private final Clock clock;

    AccountRows(
            DatabaseClient database,
            FieldCipher cipher,
            BlindIndex index,
            EndLinks endLinks,
            TransactionalOperator transaction,
            Clock clock) {
        this.database = database;
        this.cipher = cipher;
        this.index = index;
        this.endLinks = endLinks;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Empty if unknown. Holds the row until the surrounding transaction ends; nobody signs in meanwhile. */
    Mono<Held> lock(UUID user) {
        return database.sql("select phone, version from users where id = :id for update")
                .bind("id", user)
                .map(row -> new Held(
                        cipher.decrypt(column(row, "phone", byte[].class)), column(row, "version", Long.class)))
                .one();
    }

    @Override
    public Mono<Void> erase(Account account) {

        var rows = switch (account.kind()) {
            case USER -> user(account.id());
            case CHILD -> child(account.id());
            case OPERATOR -> Mono.<Void>empty();
        };
        return rows.then(sessions(account))
                .then(tries(account.text().getBytes(UTF_8)))
                .as(transaction::transactional);
    }

    private Mono<Void> user(UUID id) {

        return endLinks.of(id)
                .then(lock(id).flatMap(held -> phone(held.phone())))
                .then(each(
                        id,
                        "delete from family_links where parent_id = :id or child_id = :id",
                        "delete from child_links where parent_id = :id",
                        "delete from family_codes where user_id = :id or (redeemed_kind = 'user' and redeemed_by ="
                                + " :id)",
                        "delete from consents where user_id = :id",
                        "delete from sharing_versions where user_id = :id",
                        "delete from users where id = :id"));
    }

    private Mono<Void> child(UUID id) {
        return each(
                id,
                "delete from child_links where child_id = :id",
                "delete from family_codes where redeemed_kind = 'child' and redeemed_by = :id");
    }

    /** The address they were asked from goes on counting; to whom they went, nobody can tell any more. */
    private Mono<Void> phone(String phone) {

        var subject = index.of("login-codes.phone", phone);
        return database.sql("""
            update login_codes
               set phone_index = uuid_send(id), spent_at = coalesce(spent_at, :now)
             where phone_index = :phone
            """)
                .bind("phone", subject)
                .bind("now", clock.instant())
                .then()
                .then(tries(subject));
    }

    private Mono<Void> tries(byte[] subject) {
        return database.sql("delete from attempts where subject = :subject")
                .bind("subject", subject)
                .then();
    }

    private Mono<Void> sessions(Account account) {

        return database.sql("""
            with mine as (
                update sessions
                   set ended_at = coalesce(ended_at, :now), account_id = :nobody
                 where account_kind = :kind and account_id = :id
                returning id)
            delete from refresh_tokens
             where session_id in (select id from mine)
            """)
                .bind("now", clock.instant())
                .bind("nobody", NOBODY)
                .bind("kind", account.kind().text())
                .bind("id", account.id())
                .then();
    }

    private Mono<Void> each(UUID id, String... statements) {
        return Flux.fromArray(statements)
                .concatMap(statement -> database.sql(statement).bind("id", id).then())
                .then();
    }
}
