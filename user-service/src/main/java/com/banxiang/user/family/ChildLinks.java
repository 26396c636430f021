package com.banxiang.user.family;

import static com.banxiang.platform.data.Rows.column;

import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Bonds with children of the mini-program, as child-service told. News that is not newer than what is known changes
 * nothing, in whatever order it comes; the end of a bond nobody has heard of is kept, so that its beginning comes too late.
 */
@Component
final class ChildLinks {

    /** @param endedAt null while the bond lives */
    record ChildLink(
            UUID linkId,
            UUID parentId,
            UUID childId,
            @Nullable String relationship,
            Instant at,
            @Nullable Instant endedAt,
            long version) {}

    /** A bond the elder wants to end. */
    record Held(UUID childId, boolean live) {}

    private final DatabaseClient database;

    ChildLinks(DatabaseClient database) {
        this.database = database;
    }

    /** The first time a bond is heard of counts as its beginning. */
    Mono<Void> keep(ChildLink link) {

        return database.sql("""
            insert into child_links as known
                   (link_id, parent_id, child_id, relationship, linked_at, ended_at, version)
            values (:linkId, :parent, :child, :relationship, :at, :endedAt, :version)
                on conflict (link_id) do update
               set relationship = coalesce(excluded.relationship, known.relationship),
                   linked_at = least(known.linked_at, excluded.linked_at), ended_at = excluded.ended_at,
                   version = excluded.version
             where known.version < excluded.version
            """)
                .bind("linkId", link.linkId())
                .bind("parent", link.parentId())
                .bind("child", link.childId())
                .bind("relationship", Parameters.in(R2dbcType.VARCHAR, link.relationship()))
                .bind("at", link.at())
                .bind("endedAt", Parameters.in(R2dbcType.TIMESTAMP_WITH_TIME_ZONE, link.endedAt()))
                .bind("version", link.version())
                .then();
    }

    /** Empty if this elder has no such bond. */
    Mono<Held> find(UUID linkId, UUID elder) {

        return database.sql("""
            select child_id, ended_at is null as live
              from child_links
             where link_id = :linkId and parent_id = :elder
            """)
                .bind("linkId", linkId)
                .bind("elder", elder)
                .map(ChildLinks::toHeld)
                .one();
    }

    /** child-service has ended it; its own news of that is on the way, with a higher version. */
    Mono<Void> ended(UUID linkId, Instant now) {

        return database.sql("""
            update child_links
               set ended_at = :now
             where link_id = :linkId
            """).bind("linkId", linkId).bind("now", now).then();
    }

    private static Held toHeld(Readable row) {
        return new Held(column(row, "child_id", UUID.class), column(row, "live", Boolean.class));
    }
}
