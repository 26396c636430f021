package com.banxiang.notification.push;

import com.banxiang.platform.data.Rows;
import com.banxiang.platform.security.Account;
import java.time.Instant;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The registrations of the app with JPush, one owner each: the newest. */
@Component
final class Registrations implements PushDevices {

    /** What the vendor does not know yet. */
    record Unbound(String registrationId, UUID account, boolean released, long version, int attempts) {}

    private final DatabaseClient database;

    Registrations(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public Mono<Boolean> hasAny(Account account) {

        return database.sql("""
            select exists (select from push_devices
                            where account_id = :id
                              and account_kind = :kind
                              and not released)
            """)
                .bind("id", account.id())
                .bind("kind", account.kind().text())
                .mapValue(Boolean.class)
                .one();
    }

    /** Takes the device over from whoever had it. Saying it again changes nothing. */
    Mono<Void> save(Account owner, String registrationId, String platform, Instant now) {

        return database.sql("""
            insert into push_devices (registration_id, account_kind, account_id, platform, version, released,
                                      bound_version, attempts, due_at, updated_at)
            values (:registrationId, :kind, :id, :platform, 1, false, 0, 0, :now, :now)
                on conflict (registration_id) do update
               set account_kind = excluded.account_kind,
                   account_id = excluded.account_id,
                   platform = excluded.platform,
                   released = false,
                   version = push_devices.version + 1,
                   attempts = 0,
                   due_at = excluded.due_at,
                   updated_at = excluded.updated_at
             where (push_devices.account_kind, push_devices.account_id, push_devices.platform,
                    push_devices.released)
                is distinct from (excluded.account_kind, excluded.account_id, excluded.platform, false)
            """)
                .bind("registrationId", registrationId)
                .bind("kind", owner.kind().text())
                .bind("id", owner.id())
                .bind("platform", platform)
                .bind("now", now)
                .then();
    }

    /** Only the owner's; somebody else's device is none of theirs. */
    Mono<Void> release(Account owner, String registrationId, Instant now) {

        return database.sql("""
            update push_devices
               set released = true,
                   version = version + 1,
                   attempts = 0,
                   due_at = :now,
                   updated_at = :now
             where registration_id = :registrationId
               and account_kind = :kind
               and account_id = :id
               and not released
            """)
                .bind("now", now)
                .bind("registrationId", registrationId)
                .bind("kind", owner.kind().text())
                .bind("id", owner.id())
                .then();
    }

    /**
     * The vendor knows none of this account's devices. What it was told after {@code toldBefore}, or not yet, stays: it may have
     * been asked too early.
     */
    Mono<Long> dropKnown(Account owner, Instant toldBefore) {

        return database.sql("""
            delete
              from push_devices
             where account_id = :id
               and account_kind = :kind
               and not released
               and bound_version = version
               and updated_at < :toldBefore
            """)
                .bind("id", owner.id())
                .bind("kind", owner.kind().text())
                .bind("toldBefore", toldBefore)
                .fetch()
                .rowsUpdated();
    }

    /** Takes what is due; nobody else gets it before {@code until}. */
    Flux<Unbound> claim(int limit, Instant now, Instant until) {

        return database.sql("""
               update push_devices
                  set due_at = :until,
                      attempts = attempts + 1
                where registration_id in (select registration_id
                                            from push_devices
                                           where bound_version < version
                                             and due_at <= :now
                                           order by due_at
                                           limit :limit
                                             for update skip locked)
            returning registration_id, account_id, released, version, attempts
            """)
                .bind("until", until)
                .bind("now", now)
                .bind("limit", limit)
                .map(row -> new Unbound(
                        Rows.column(row, "registration_id", String.class),
                        Rows.column(row, "account_id", UUID.class),
                        Rows.column(row, "released", Boolean.class),
                        Rows.column(row, "version", Long.class),
                        Rows.column(row, "attempts", Integer.class)))
                .all();
    }

    /** The vendor knows this version now; what came since is still due. */
    Mono<Void> bound(Unbound device) {

        return database.sql("""
            update push_devices
               set bound_version = :version
             where registration_id = :registrationId
               and bound_version < :version
            """)
                .bind("version", device.version())
                .bind("registrationId", device.registrationId())
                .then();
    }

    Mono<Void> postpone(Unbound device, Instant dueAt) {

        return database.sql("""
            update push_devices
               set due_at = :dueAt
             where registration_id = :registrationId
               and version = :version
            """)
                .bind("dueAt", dueAt)
                .bind("registrationId", device.registrationId())
                .bind("version", device.version())
                .then();
    }

    /** The vendor knows no such device. */
    Mono<Void> drop(Unbound device) {

        return database.sql("""
            delete
              from push_devices
             where registration_id = :registrationId
               and version = :version
            """)
                .bind("registrationId", device.registrationId())
                .bind("version", device.version())
                .then();
    }
}
