package com.banxiang.user.family;

import static com.banxiang.platform.data.Rows.column;

import com.banxiang.user.family.FamilyEvent.Relationship;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The links between app users, as stored. Ended ones stay as history. */
@Component
final class FamilyLinks {

    private final DatabaseClient database;

    FamilyLinks(DatabaseClient database) {
        this.database = database;
    }

    /** Empty if the two have no live link. */
    Mono<FamilyLink> findLive(UUID parent, UUID child) {

        return database.sql("""
            select link_id, parent_id, child_id, relationship, linked_at, ended_at is null as live, version
              from family_links
             where parent_id = :parent and child_id = :child and ended_at is null
            """)
                .bind("parent", parent)
                .bind("child", child)
                .map(FamilyLinks::toLink)
                .one();
    }

    /**
     * The elder of this link; empty if there is none that this person is part of. Holds the elder until the surrounding
     * transaction ends, as whoever redeems a code does: links and codes of a family change one after the other.
     */
    Mono<UUID> lockElderOf(UUID linkId, UUID member) {

        return database.sql("""
            select id
              from users
             where id = (select parent_id
                           from family_links
                          where link_id = :linkId and (parent_id = :member or child_id = :member))
               for no key update
            """)
                .bind("linkId", linkId)
                .bind("member", member)
                .mapValue(UUID.class)
                .one();
    }

    /** Empty if unknown. */
    Mono<FamilyLink> find(UUID linkId) {

        return database.sql("""
            select link_id, parent_id, child_id, relationship, linked_at, ended_at is null as live, version
              from family_links
             where link_id = :linkId
            """).bind("linkId", linkId).map(FamilyLinks::toLink).one();
    }

    /** The live links of somebody, on whichever side. */
    Flux<FamilyLink> liveOf(UUID member) {

        return database.sql("""
            select link_id, parent_id, child_id, relationship, linked_at, true as live, version
              from family_links
             where (parent_id = :member or child_id = :member) and ended_at is null
             order by link_id
               for update
            """).bind("member", member).map(FamilyLinks::toLink).all();
    }

    Mono<Void> add(FamilyLink link) {

        return database.sql("""
            insert into family_links (link_id, parent_id, child_id, relationship, linked_at, version)
            values (:linkId, :parent, :child, :relationship, :linkedAt, :version)
            """)
                .bind("linkId", link.linkId())
                .bind("parent", link.parentId())
                .bind("child", link.childId())
                .bind("relationship", text(link.relationship()))
                .bind("linkedAt", link.linkedAt())
                .bind("version", link.version())
                .then();
    }

    /** Answers the new version. */
    Mono<Long> change(FamilyLink link, Relationship relationship) {

        return database.sql("""
               update family_links
                  set relationship = :relationship, version = version + 1
                where link_id = :linkId
            returning version
            """)
                .bind("linkId", link.linkId())
                .bind("relationship", text(relationship))
                .mapValue(Long.class)
                .one();
    }

    /** Answers the new version. */
    Mono<Long> end(FamilyLink link, Instant now) {

        return database.sql("""
               update family_links
                  set ended_at = :now, version = version + 1
                where link_id = :linkId
            returning version
            """)
                .bind("linkId", link.linkId())
                .bind("now", now)
                .mapValue(Long.class)
                .one();
    }

    private static FamilyLink toLink(Readable row) {
        return new FamilyLink(
                column(row, "link_id", UUID.class),
                column(row, "parent_id", UUID.class),
                column(row, "child_id", UUID.class),
                Relationship.valueOf(column(row, "relationship", String.class).toUpperCase(Locale.ROOT)),
                column(row, "linked_at", Instant.class),
                column(row, "live", Boolean.class),
                column(row, "version", Long.class));
    }

    private static String text(Relationship relationship) {
        return relationship.name().toLowerCase(Locale.ROOT);
    }
}
