package com.banxiang.health.pull;

import static com.banxiang.platform.data.Rows.column;

import com.banxiang.platform.crypto.FieldCipher;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The leaves that are over and still to be given back, as stored. What has a holder is changed by nobody else. */
@Component
final class Leaves {

    private static final String HELD = "where id = :id and lease = :lease";

    private static final String END = """
        with ended as (
               delete from device_grants
                where %s = :of
            returning account, access_token, refresh_token, access_until)
        insert into leaves_to_give_back (id, account, access_token, refresh_token, access_until, ended_at, due_at)
        select gen_random_uuid(), account, access_token, refresh_token, access_until, :now, :now
          from ended
        """;

    private final DatabaseClient database;
    private final FieldCipher cipher;

    Leaves(DatabaseClient database, FieldCipher cipher) {
        this.database = database;
        this.cipher = cipher;
    }

    /** From whoever fetches with it. Joins the caller's transaction. */
    Mono<Void> end(UUID linkId, Instant now) {
        return end("link_id", linkId, now);
    }

    /** Every one of a person. Joins the caller's transaction. */
    Mono<Void> endAll(UUID userId, Instant now) {
        return end("user_id", userId, now);
    }

    private Mono<Void> end(String column, UUID of, Instant now) {
        return database.sql(END.formatted(column))
                .bind("of", of)
                .bind("now", now)
                .then();
    }

    /** One that was never used. */
    Mono<Void> add(UUID id, String account, Tokens tokens, Instant now) {

        return database.sql("""
            insert into leaves_to_give_back (id, account, access_token, refresh_token, access_until, ended_at, due_at)
            values (:id, :account, :access, :refresh, :until, :now, :now)
            """)
                .bind("id", id)
                .bind("account", account)
                .bind("access", cipher.encrypt(tokens.access()))
                .bind("refresh", cipher.encrypt(tokens.refresh()))
                .bind("until", tokens.accessUntil())
                .bind("now", now)
                .then();
    }

    /** Those whose time has come, at most so many, leaving out what another instance has in hand. */
    Flux<Leave> claimDue(Instant now, UUID lease, Instant until, int most) {

        return database.sql("""
            with due as (
                  select id
                    from leaves_to_give_back
                   where due_at <= :now and (leased_until is null or leased_until <= :now)
                order by due_at
                   limit :most
                     for update skip locked)
               update leaves_to_give_back as held
                  set lease = :lease, leased_until = :until, due_at = :until
                 from due
                where held.id = due.id
            returning held.id, lease, access_token, refresh_token, access_until, ended_at, failures
            """)
                .bind("now", now)
                .bind("lease", lease)
                .bind("until", until)
                .bind("most", most)
                .map(this::toLeave)
                .all();
    }

    /** Whether the lease was still the holder's. */
    Mono<Boolean> renewed(Leave held, Tokens tokens) {

        return database.sql("""
            update leaves_to_give_back
               set access_token = :access, refresh_token = :refresh, access_until = :until
            """ + HELD)
                .bind("access", cipher.encrypt(tokens.access()))
                .bind("refresh", cipher.encrypt(tokens.refresh()))
                .bind("until", tokens.accessUntil())
                .bind("id", held.id())
                .bind("lease", held.lease())
                .fetch()
                .rowsUpdated()
                .map(rows -> rows > 0);
    }

    /** Lays it down until then. */
    Mono<Void> later(Leave held, Instant next) {
        return laidDown(held, next, held.failures());
    }

    Mono<Void> failed(Leave held, Instant next) {
        return laidDown(held, next, held.failures() + 1);
    }

    private Mono<Void> laidDown(Leave held, Instant next, int failures) {
        return database.sql("""
            update leaves_to_give_back
               set lease = null, leased_until = null, due_at = :next, failures = :failures
            """ + HELD)
                .bind("next", next)
                .bind("failures", failures)
                .bind("id", held.id())
                .bind("lease", held.lease())
                .then();
    }

    Mono<Void> remove(Leave held) {
        return database.sql("delete from leaves_to_give_back " + HELD)
                .bind("id", held.id())
                .bind("lease", held.lease())
                .then();
    }

    private Leave toLeave(Readable row) {
        return new Leave(
                column(row, "id", UUID.class),
                column(row, "lease", UUID.class),
                new Tokens(
                        cipher.decrypt(column(row, "access_token", byte[].class)),
                        cipher.decrypt(column(row, "refresh_token", byte[].class)),
                        column(row, "access_until", Instant.class)),
                column(row, "ended_at", Instant.class),
                column(row, "failures", Integer.class));
    }
}
