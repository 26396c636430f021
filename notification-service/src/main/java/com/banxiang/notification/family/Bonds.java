package com.banxiang.notification.family;

import com.banxiang.platform.data.Rows;
import com.banxiang.platform.security.Account;
import com.banxiang.platform.security.AccountKind;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The bonds as their owners last told, whatever the order: only a higher version changes one. */
@Component
final class Bonds {

    /** What a fact did to the projection. */
    enum Change {
        NEW,
        CHANGED,
        NONE
    }

    private final DatabaseClient database;

    Bonds(DatabaseClient database) {
        this.database = database;
    }

    Mono<Change> save(Bond bond) {

        var statement = database.sql("""
               insert into bonds (link_id, parent_id, child_kind, child_id, relationship, notification_enabled, version,
                                  ended_at)
               values (:linkId, :parent, :kind, :child, :relationship, :enabled, :version, :endedAt)
                   on conflict (link_id) do update
                  set relationship = excluded.relationship,
                      notification_enabled = excluded.notification_enabled,
                      version = excluded.version,
                      ended_at = excluded.ended_at
                where bonds.version < excluded.version
            returning xmax = 0 as is_new
            """)
                .bind("linkId", bond.linkId())
                .bind("parent", bond.parent())
                .bind("kind", bond.relative().kind().text())
                .bind("child", bond.relative().id())
                .bind("relationship", bond.relationship())
                .bind("enabled", bond.notificationEnabled())
                .bind("version", bond.version());

        var endedAt = bond.endedAt();
        return (endedAt == null ? statement.bindNull("endedAt", Instant.class) : statement.bind("endedAt", endedAt))
                .map(row -> Rows.column(row, "is_new", Boolean.class) ? Change.NEW : Change.CHANGED)
                .one()
                .defaultIfEmpty(Change.NONE);
    }

    /** Ended ones too: they say since when somebody is no longer told. */
    Flux<Bond> of(UUID parent) {

        return database.sql("""
            select link_id, parent_id, child_kind, child_id, relationship, notification_enabled, version, ended_at
              from bonds
             where parent_id = :parent
            """).bind("parent", parent).map(Bonds::bond).all();
    }

    Flux<UUID> parentsOf(UUID child) {

        return database.sql("""
            select parent_id
              from bonds
             where child_id = :child
               and child_kind = 'child'
               and ended_at is null
            """).bind("child", child).mapValue(UUID.class).all();
    }

    private static Bond bond(Readable row) {
        return new Bond(
                Rows.column(row, "link_id", UUID.class),
                Rows.column(row, "parent_id", UUID.class),
                new Account(
                        AccountKind.of(Rows.column(row, "child_kind", String.class)),
                        Rows.column(row, "child_id", UUID.class)),
                Rows.column(row, "relationship", String.class),
                Rows.column(row, "notification_enabled", Boolean.class),
                Rows.column(row, "version", Long.class),
                Rows.optional(row, "ended_at", Instant.class));
    }
}
