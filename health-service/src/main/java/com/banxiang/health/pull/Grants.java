package com.banxiang.health.pull;

import static com.banxiang.platform.data.Rows.column;
import static com.banxiang.platform.data.Rows.optional;

import com.banxiang.platform.crypto.FieldCipher;
import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The leaves people gave us, as stored. What its holder changes is changed only while the lease is theirs: whoever took too
 * long, or was overtaken by the person, changes nothing any more.
 */
@Component
final class Grants {

    private static final String HELD = "where link_id = :link and lease = :lease";

    private final DatabaseClient database;
    private final FieldCipher cipher;

    Grants(DatabaseClient database, FieldCipher cipher) {
        this.database = database;
        this.cipher = cipher;
    }

    /** Takes the place of an older one, from whoever holds that. What is still to be given back of the account is kept. */
    Mono<Void> put(UUID linkId, UUID userId, String account, Tokens tokens, Set<String> scopes, Instant now) {

        return database.sql("""
            with given_again as (
                delete from leaves_to_give_back where account = :account)
            insert into device_grants (link_id, user_id, account, access_token, refresh_token, access_until, scopes,
                                       authorized_at, due_at)
            values (:link, :user, :account, :access, :refresh, :until, :scopes::text[], :now, :now)
                on conflict (link_id) do update
               set access_token = excluded.access_token, refresh_token = excluded.refresh_token,
                   access_until = excluded.access_until, scopes = excluded.scopes, due_at = excluded.due_at,
                   authorized_at = excluded.authorized_at, lease = null, leased_until = null, failures = 0
            """)
                .bind("link", linkId)
                .bind("user", userId)
                .bind("account", account)
                .bind("access", cipher.encrypt(tokens.access()))
                .bind("refresh", cipher.encrypt(tokens.refresh()))
                .bind("until", tokens.accessUntil())
                .bind("scopes", scopes.toArray(new String[0]))
                .bind("now", now)
                .then();
    }

    /** Those whose time has come, at most so many, leaving out what another instance has in hand. */
    Flux<Grant> claimDue(Instant now, UUID lease, Instant until, int most) {

        return database.sql("""
            with due as (
                  select link_id
                    from device_grants
                   where due_at <= :now and (leased_until is null or leased_until <= :now)
                order by due_at
                   limit :most
                     for update skip locked)
               update device_grants as held
                  set lease = :lease, leased_until = :until, due_at = :until
                 from due
                where held.link_id = due.link_id
            returning held.link_id, user_id, lease, leased_until, access_token, refresh_token, access_until, scopes,
                      authorized_at, failures, last_sample_at, last_sleep_at
            """)
                .bind("now", now)
                .bind("lease", lease)
                .bind("until", until)
                .bind("most", most)
                .map(this::toGrant)
                .all();
    }

    /** Whether the lease was still the holder's. */
    Mono<Boolean> renewed(Grant held, Tokens tokens) {

        return database.sql("""
            update device_grants
               set access_token = :access, refresh_token = :refresh, access_until = :until
            """ + HELD)
                .bind("access", cipher.encrypt(tokens.access()))
                .bind("refresh", cipher.encrypt(tokens.refresh()))
                .bind("until", tokens.accessUntil())
                .bind("link", held.linkId())
                .bind("lease", held.lease())
                .fetch()
                .rowsUpdated()
                .map(rows -> rows > 0);
    }

    Mono<Void> samplesReached(UUID linkId, Instant newest) {
        return reached("last_sample_at", linkId, newest);
    }

    Mono<Void> nightsReached(UUID linkId, Instant newest) {
        return reached("last_sleep_at", linkId, newest);
    }

    private Mono<Void> reached(String column, UUID linkId, Instant newest) {
        return database.sql("""
            update device_grants
               set %s = greatest(%s, :newest)
             where link_id = :link
            """.formatted(column, column))
                .bind("newest", newest)
                .bind("link", linkId)
                .then();
    }

    /** Lays it down until then; where somebody asked meanwhile, until soon. */
    Mono<Void> done(Grant held, Instant now, Instant next, Instant soon) {
        return laidDown(held, now, next, soon, "0");
    }

    Mono<Void> failed(Grant held, Instant now, Instant next) {
        return laidDown(held, now, next, next, "failures + 1");
    }

    private Mono<Void> laidDown(Grant held, Instant now, Instant next, Instant soon, String failures) {
        return database.sql("""
            update device_grants
               set lease = null, leased_until = null, pulled_at = :now, failures = %s,
                   due_at = case when due_at < :leasedUntil then :soon else :next end
            %s\
            """.formatted(failures, HELD))
                .bind("soon", soon)
                .bind("next", next)
                .bind("now", now)
                .bind("leasedUntil", held.leasedUntil())
                .bind("link", held.linkId())
                .bind("lease", held.lease())
                .then();
    }

    Mono<Void> remove(Grant held) {
        return database.sql("delete from device_grants " + HELD)
                .bind("link", held.linkId())
                .bind("lease", held.lease())
                .then();
    }

    /** Whether it was not asked for a moment ago. */
    Mono<Boolean> ask(UUID linkId, Instant now, Instant notAfter) {

        return database.sql("""
            update device_grants
               set due_at = :now, asked_at = :now
             where link_id = :link and (asked_at is null or asked_at <= :notAfter)
            """)
                .bind("link", linkId)
                .bind("now", now)
                .bind("notAfter", notAfter)
                .fetch()
                .rowsUpdated()
                .map(rows -> rows > 0);
    }

    /** Empty if nobody ever asked. */
    Mono<Instant> askedAt(UUID linkId) {
        return database.sql("select asked_at from device_grants where link_id = :link and asked_at is not null")
                .bind("link", linkId)
                .mapValue(Instant.class)
                .one();
    }

    /** There is something new; no sooner than so long after the last time. Whether there is such a leave. */
    Mono<Boolean> notified(UUID linkId, Instant now, Duration leastPause) {

        return database.sql("""
            update device_grants
               set due_at = least(due_at, greatest(:now, pulled_at + make_interval(secs => :pause)))
             where link_id = :link
            """)
                .bind("link", linkId)
                .bind("now", now)
                .bind("pause", leastPause.toMillis() / 1000.0)
                .fetch()
                .rowsUpdated()
                .map(rows -> rows > 0);
    }

    private Grant toGrant(Readable row) {
        return new Grant(
                column(row, "link_id", UUID.class),
                column(row, "user_id", UUID.class),
                column(row, "lease", UUID.class),
                column(row, "leased_until", Instant.class),
                new Tokens(
                        cipher.decrypt(column(row, "access_token", byte[].class)),
                        cipher.decrypt(column(row, "refresh_token", byte[].class)),
                        column(row, "access_until", Instant.class)),
                Set.of(column(row, "scopes", String[].class)),
                column(row, "authorized_at", Instant.class),
                column(row, "failures", Integer.class),
                optional(row, "last_sample_at", Instant.class),
                optional(row, "last_sleep_at", Instant.class));
    }
}
