package com.banxiang.user.portability;

import static com.banxiang.platform.data.Rows.column;
import static com.banxiang.platform.data.Rows.optional;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What stands in this service's tables of one person beside the account itself: the newest first, so many of each. */
@Component
final class OwnRows {

    static final int MOST = 1_000;

    record ExportedConsent(
            String document,
            String version,
            Instant at,
            @Nullable Instant withdrawnAt) {}

    record ExportedSharing(
            long version,
            boolean health,
            boolean activities,
            boolean location,
            boolean pay,
            String consentVersion,
            Instant since) {}

    record ExportedLink(
            UUID linkId,
            UUID parentId,
            UUID childId,
            String relationship,
            Instant linkedAt,
            @Nullable Instant endedAt) {}

    record ExportedSession(
            Instant startedAt, Instant expiresAt, @Nullable Instant endedAt) {}

    private final DatabaseClient database;

    OwnRows(DatabaseClient database) {
        this.database = database;
    }

    Mono<List<ExportedConsent>> consents(UUID user) {

        return database.sql("""
            select document, version, granted_at, withdrawn_at
              from consents
             where user_id = :user
             order by granted_at desc
             limit :most
            """)
                .bind("user", user)
                .bind("most", MOST)
                .map(row -> new ExportedConsent(
                        column(row, "document", String.class),
                        column(row, "version", String.class),
                        column(row, "granted_at", Instant.class),
                        optional(row, "withdrawn_at", Instant.class)))
                .all()
                .collectList();
    }

    Mono<List<ExportedSharing>> sharing(UUID user) {

        return database.sql("""
            select version, health, activities, location, pay, consent_version, since
              from sharing_versions
             where user_id = :user
             order by version desc
             limit :most
            """)
                .bind("user", user)
                .bind("most", MOST)
                .map(row -> new ExportedSharing(
                        column(row, "version", Long.class),
                        column(row, "health", Boolean.class),
                        column(row, "activities", Boolean.class),
                        column(row, "location", Boolean.class),
                        column(row, "pay", Boolean.class),
                        column(row, "consent_version", String.class),
                        column(row, "since", Instant.class)))
                .all()
                .collectList();
    }

    /** With other users of the app, on either side; those with children of the mini-program are child-service's part. */
    Mono<List<ExportedLink>> links(UUID user) {

        return database.sql("""
            select link_id, parent_id, child_id, relationship, linked_at, ended_at
              from family_links
             where parent_id = :user or child_id = :user
             order by linked_at desc, link_id desc
             limit :most
            """)
                .bind("user", user)
                .bind("most", MOST)
                .map(row -> new ExportedLink(
                        column(row, "link_id", UUID.class),
                        column(row, "parent_id", UUID.class),
                        column(row, "child_id", UUID.class),
                        column(row, "relationship", String.class),
                        column(row, "linked_at", Instant.class),
                        optional(row, "ended_at", Instant.class)))
                .all()
                .collectList();
    }

    Mono<List<ExportedSession>> sessions(UUID user) {

        return database.sql("""
            select started_at, expires_at, ended_at
              from sessions
             where account_kind = 'user' and account_id = :user
             order by started_at desc
             limit :most
            """)
                .bind("user", user)
                .bind("most", MOST)
                .map(row -> new ExportedSession(
                        column(row, "started_at", Instant.class),
                        column(row, "expires_at", Instant.class),
                        optional(row, "ended_at", Instant.class)))
                .all()
                .collectList();
    }
}
