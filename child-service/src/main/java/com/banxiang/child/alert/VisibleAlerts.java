package com.banxiang.child.alert;

import static com.banxiang.platform.data.Rows.column;

import com.banxiang.child.alert.Alert.Status;
import com.banxiang.child.bond.Bond;
import com.banxiang.platform.web.PageRequest;
import io.r2dbc.spi.Parameters;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The alerts that bonds let a child see: what was told before the bond, or while none lived, is not the child's. */
@Component
final class VisibleAlerts {

    private static final String STATUS = """
        case when a.closed_at is not null then 'CLOSED'
             when a.acknowledged_version >= a.told_version then 'ACKNOWLEDGED'
             else 'OPEN' end
        """;

    /** A page at most of each parent's newest, from the index, however many alerts there are. */
    static final String PAGE = """
        select %s
          from unnest(:parents::uuid[], :since::timestamptz[]) as seen (parent_id, since)
         cross join lateral (
               select *
                 from alerts a
                where a.user_id = seen.parent_id and a.told_version is not null and a.told_at >= seen.since
                  and (:status::text is null or :status = %s)
                  and (:at::timestamptz is null or (a.raised_at, a.id) < (:at, :afterId))
                order by a.raised_at desc, a.id desc
                limit :limit) a
         order by a.raised_at desc, a.id desc
         limit :limit
        """.formatted(AlertRows.COLUMNS, STATUS);

    private static final String OPEN = """
        select seen.parent_id, count(a.id) as open
          from unnest(:parents::uuid[], :since::timestamptz[]) as seen (parent_id, since)
          left join alerts a
            on a.user_id = seen.parent_id and a.told_version is not null and a.told_at >= seen.since
           and 'OPEN' = %s
         group by seen.parent_id
        """.formatted(STATUS);

    private final DatabaseClient database;
    private final AlertRows rows;

    VisibleAlerts(DatabaseClient database, AlertRows rows) {
        this.database = database;
        this.rows = rows;
    }

    /** One page and a row, newest first. */
    Flux<Alert> page(Collection<Bond> bonds, @Nullable Status status, PageRequest page) {
        return bound(PAGE, bonds, status, page).map(rows::toAlert).all();
    }

    /** Open ones by parent, each of them named. */
    Mono<Map<UUID, Long>> countOpen(Collection<Bond> bonds) {

        record Count(UUID parent, long open) {}

        return with(bonds, database.sql(OPEN))
                .map(row -> new Count(column(row, "parent_id", UUID.class), column(row, "open", Long.class)))
                .all()
                .collectMap(Count::parent, Count::open);
    }

    /** For tests too, which ask the database how it goes about it. */
    GenericExecuteSpec bound(String sql, Collection<Bond> bonds, @Nullable Status status, PageRequest page) {

        var after = page.after();

        return with(bonds, database.sql(sql))
                .bind("status", orNull(status == null ? null : status.name(), String.class))
                .bind("at", orNull(after == null ? null : after.at(), Instant.class))
                .bind("afterId", orNull(after == null ? null : after.id(), UUID.class))
                .bind("limit", page.limitPlusOne());
    }

    private static GenericExecuteSpec with(Collection<Bond> bonds, GenericExecuteSpec query) {
        return query.bind("parents", bonds.stream().map(Bond::parent).toArray(UUID[]::new))
                .bind("since", bonds.stream().map(Bond::linkedAt).toArray(Instant[]::new));
    }

    private static Object orNull(@Nullable Object value, Class<?> type) {
        return value == null ? Parameters.in(type) : value;
    }
}
