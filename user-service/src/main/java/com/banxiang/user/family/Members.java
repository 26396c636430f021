package com.banxiang.user.family;

import static com.banxiang.platform.data.Rows.column;
import static com.banxiang.platform.data.Rows.optional;

import com.banxiang.platform.security.AccountKind;
import com.banxiang.platform.web.Cursor;
import com.banxiang.platform.web.Page;
import com.banxiang.platform.web.PageRequest;
import com.banxiang.user.family.Member.Direction;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** A person's family: their parents and children among app users, and their children of the mini-program. */
@Component
final class Members {

    private final DatabaseClient database;

    Members(DatabaseClient database) {
        this.database = database;
    }

    /** Never empty. The newest member first. */
    Mono<Page<Member>> page(UUID user, PageRequest request) {

        var after = request.after();

        return database.sql("""
            select link_id, direction, kind, nickname, avatar_url, relationship, linked_at
              from (select link_id, 'parent' as direction, 'user' as kind, nickname, avatar_url, relationship,
                           linked_at
                      from family_links
                           join users on users.id = parent_id
                     where child_id = :user and ended_at is null
                     union all
                    select link_id, 'child', 'user', nickname, avatar_url, relationship, linked_at
                      from family_links
                           join users on users.id = child_id
                     where parent_id = :user and ended_at is null
                     union all
                    select link_id, 'child', 'child', null, null, relationship, linked_at
                      from child_links
                     where parent_id = :user and ended_at is null) members
             where cast(:afterAt as timestamptz) is null or (linked_at, link_id) < (:afterAt, :afterId)
             order by linked_at desc, link_id desc
             limit :limit
            """)
                .bind("user", user)
                .bind("afterAt", Parameters.in(R2dbcType.TIMESTAMP_WITH_TIME_ZONE, after == null ? null : after.at()))
                .bind("afterId", after == null ? new UUID(0, 0) : after.id())
                .bind("limit", request.limitPlusOne())
                .map(Members::toMember)
                .all()
                .collectList()
                .map(rows -> Page.of(rows, request.limit(), it -> new Cursor(it.linkedAt(), it.linkId())));
    }

    private static Member toMember(Readable row) {
        return new Member(
                column(row, "link_id", UUID.class),
                "parent".equals(column(row, "direction", String.class)) ? Direction.PARENT : Direction.CHILD,
                AccountKind.of(column(row, "kind", String.class)),
                optional(row, "nickname", String.class),
                optional(row, "avatar_url", String.class),
                optional(row, "relationship", String.class),
                column(row, "linked_at", Instant.class));
    }
}
