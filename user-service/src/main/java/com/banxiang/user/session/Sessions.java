package com.banxiang.user.session;

import static com.banxiang.platform.data.Rows.column;
import static com.banxiang.platform.data.Rows.optional;

import com.banxiang.platform.security.Account;
import com.banxiang.platform.security.AccountKind;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The sessions of all sides and their refresh tokens, as stored. */
@Component
final class Sessions {

    /** A session that ended, as others have to know. */
    record Ended(UUID sid, Instant at) {}

    private final DatabaseClient database;

    Sessions(DatabaseClient database) {
        this.database = database;
    }

    /** Session and first token in one statement. */
    Mono<Void> add(Session session, Instant now, byte[] tokenHash, Instant expiresAt) {

        return database.sql("""
            with session as (
                insert into sessions (id, account_kind, account_id, started_at, expires_at)
                values (:id, :kind, :account, :now, :expiresAt)
                returning id)
            insert into refresh_tokens (hash, session_id, issued_at, expires_at)
            select :hash, id, :now, :expiresAt
              from session
            """)
                .bind("id", session.id())
                .bind("kind", session.account().kind().text())
                .bind("account", session.account().id())
                .bind("now", now)
                .bind("expiresAt", expiresAt)
                .bind("hash", tokenHash)
                .then();
    }

    /** Empty if nobody was given this token. Holds the session until the surrounding transaction ends. */
    Mono<Session> lock(byte[] tokenHash) {

        return database.sql("""
            select id, account_kind, account_id, ended_at
              from sessions
             where id = (select session_id from refresh_tokens where hash = :hash)
               for update
            """)
                .bind("hash", tokenHash)
                .map(Sessions::toSession)
                .one();
    }

    /** The token as it is now; for whoever holds its session. */
    Mono<RefreshToken> token(Session session, byte[] hash, byte[] successor) {

        return database.sql("""
            select token.expires_at, token.spent_at, successor.spent_at is not null as successor_spent
              from refresh_tokens token
                   left join refresh_tokens successor on successor.hash = :successor
             where token.hash = :hash
            """)
                .bind("hash", hash)
                .bind("successor", successor)
                .map(row -> new RefreshToken(
                        session,
                        column(row, "expires_at", Instant.class),
                        optional(row, "spent_at", Instant.class),
                        column(row, "successor_spent", Boolean.class)))
                .one();
    }

    /** Spends a token and adds its successor, with which the session lives on. */
    Mono<Void> renew(Session session, byte[] spent, byte[] successor, Instant now, Instant expiresAt) {

        return database.sql("""
            with spent as (
                update refresh_tokens set spent_at = :now where hash = :spent),
                 extended as (
                update sessions set expires_at = :expiresAt where id = :id)
            insert into refresh_tokens (hash, session_id, issued_at, expires_at)
            values (:successor, :id, :now, :expiresAt)
            """)
                .bind("id", session.id())
                .bind("spent", spent)
                .bind("successor", successor)
                .bind("now", now)
                .bind("expiresAt", expiresAt)
                .then();
    }

    /** Of one account only; what has ended, or is another's, stays as it is. */
    Mono<Void> end(UUID id, Account account, Instant now) {

        return database.sql("""
            update sessions
               set ended_at = :now
             where id = :id and account_kind = :kind and account_id = :account and ended_at is null
            """)
                .bind("id", id)
                .bind("kind", account.kind().text())
                .bind("account", account.id())
                .bind("now", now)
                .then();
    }

    Mono<Void> endAll(Account account, Instant now) {

        return database.sql("""
            update sessions
               set ended_at = :now
             where account_kind = :kind and account_id = :account and ended_at is null
            """)
                .bind("kind", account.kind().text())
                .bind("account", account.id())
                .bind("now", now)
                .then();
    }

    /** Empty if unknown. */
    Mono<Session> find(UUID id) {

        return database.sql("""
            select id, account_kind, account_id, ended_at
              from sessions
             where id = :id
            """).bind("id", id).map(Sessions::toSession).one();
    }

    /** Oldest first. */
    Flux<Ended> endedSince(Instant since, int limit) {

        return database.sql("""
            select id, ended_at
              from sessions
             where ended_at >= :since
             order by ended_at, id
             limit :limit
            """)
                .bind("since", since)
                .bind("limit", limit)
                .map(row -> new Ended(column(row, "id", UUID.class), column(row, "ended_at", Instant.class)))
                .all();
    }

    /** Sessions nobody can continue any more, with their tokens, so many at a time. Answers how many there were. */
    Mono<Long> forgetSessions(Instant expiredBefore, int most) {

        return database.sql("""
            delete from sessions
             where id in (select id from sessions where expires_at < :before limit :most)
            """)
                .bind("before", expiredBefore)
                .bind("most", most)
                .fetch()
                .rowsUpdated();
    }

    /** Spent tokens of living sessions, too old to tell a thief by. Answers how many there were. */
    Mono<Long> forgetTokens(Instant expiredBefore, int most) {

        return database.sql("""
            delete from refresh_tokens
             where hash in (select hash from refresh_tokens where expires_at < :before limit :most)
            """)
                .bind("before", expiredBefore)
                .bind("most", most)
                .fetch()
                .rowsUpdated();
    }

    private static Session toSession(Readable row) {

        var account = new Account(
                AccountKind.of(column(row, "account_kind", String.class)), column(row, "account_id", UUID.class));
        return new Session(column(row, "id", UUID.class), account, optional(row, "ended_at", Instant.class));
    }
}
