package com.banxiang.child.alert;

import static com.banxiang.platform.data.Rows.column;
import static com.banxiang.platform.data.Rows.optional;

import com.banxiang.child.alert.Alert.Acknowledgement;
import com.banxiang.child.alert.Alert.Reading;
import com.banxiang.child.alert.Alert.Status;
import com.banxiang.child.bond.Bond;
import com.banxiang.platform.security.Account;
import com.banxiang.platform.security.AccountKind;
import com.banxiang.platform.web.PageRequest;
import io.r2dbc.postgresql.codec.Json;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.Readable;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * The alerts of parents, as stored.
 *
 * <p>Each fact writes its own columns, and only if it says something newer, so that facts may come in any order and any
 * number of times.
 */
@Component
final class Alerts {

    private static final TypeReference<Map<String, Object>> METADATA = new TypeReference<>() {};

    private static final String COLUMNS = """
        a.id, a.user_id, a.told_version, a.told_at, a.type, a.component, a.value, a.metadata, a.unit, a.direction, a.bound,
        a.severity, a.message, a.late, a.count, a.record_id, a.recorded_at, a.raised_at, a.acknowledged_version,
        a.acknowledged_at, a.acknowledged_by_kind, a.acknowledged_by_id, a.closed_at
        """;

    /** What was told before the bond, or while none lived, is not the child's to see. */
    private static final String VISIBLE = """
              from alerts a
              join unnest(:parents::uuid[], :since::timestamptz[]) as seen (parent_id, since)
                on seen.parent_id = a.user_id and a.told_at >= seen.since
             where a.told_version is not null
        """;

    private static final String STATUS = """
        case when a.closed_at is not null then 'CLOSED'
             when a.acknowledged_version >= a.told_version then 'ACKNOWLEDGED'
             else 'OPEN' end
        """;

    private final DatabaseClient database;
    private final JsonMapper json;

    Alerts(DatabaseClient database, JsonMapper json) {
        this.database = database;
        this.json = json;
    }

    /** Keeps a telling unless it or a later one is known, and answers whether it did. */
    Mono<Boolean> tell(Alert alert) {

        var reading = alert.reading();

        return database.sql("""
            insert into alerts as a
                   (id, user_id, told_version, told_at, type, component, value, metadata, unit, direction, bound, severity,
                    message, late, count, record_id, recorded_at, raised_at)
            values (:id, :parent, :told, :toldAt, :type, :component, :value, :metadata, :unit, :direction, :bound, :severity,
                    :message, :late, :count, :recordId, :recordedAt, :raisedAt)
            on conflict (id) do update
               set told_version = excluded.told_version, told_at = excluded.told_at,
                   type = excluded.type, component = excluded.component, value = excluded.value, metadata = excluded.metadata, unit = excluded.unit,
                   direction = excluded.direction, bound = excluded.bound, severity = excluded.severity,
                   message = excluded.message, late = excluded.late, count = excluded.count,
                   record_id = excluded.record_id, recorded_at = excluded.recorded_at,
                   raised_at = excluded.raised_at, version = a.version + 1
             where a.told_version is null or a.told_version < excluded.told_version
            """)
                .bind("id", alert.id())
                .bind("parent", alert.parent())
                .bind("told", alert.told())
                .bind("toldAt", alert.toldAt())
                .bind("type", reading.type())
                .bind("component", orNull(reading.component(), String.class))
                .bind("value", orNull(reading.value(), BigDecimal.class))
                .bind("metadata", orNull(jsonOf(reading.metadata()), Json.class))
                .bind("unit", orNull(reading.unit(), String.class))
                .bind("direction", orNull(reading.direction(), String.class))
                .bind("bound", orNull(reading.bound(), BigDecimal.class))
                .bind("severity", alert.severity())
                .bind("message", alert.message())
                .bind("late", alert.late())
                .bind("count", alert.count())
                .bind("recordId", orNull(reading.recordId(), UUID.class))
                .bind("recordedAt", orNull(reading.recordedAt(), Instant.class))
                .bind("raisedAt", alert.raisedAt())
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }

    /**
     * Keeps an acknowledgement of a later telling, or the earliest of the same, and answers the row's new version; empty if
     * a better one is known.
     */
    Mono<Long> acknowledge(UUID id, UUID parent, Acknowledgement acknowledgement) {

        return database.sql("""
            insert into alerts as a
                   (id, user_id, acknowledged_version, acknowledged_at, acknowledged_by_kind, acknowledged_by_id)
            values (:id, :parent, :telling, :at, :byKind, :byId)
            on conflict (id) do update
               set acknowledged_version = excluded.acknowledged_version,
                   acknowledged_at = excluded.acknowledged_at,
                   acknowledged_by_kind = excluded.acknowledged_by_kind,
                   acknowledged_by_id = excluded.acknowledged_by_id,
                   version = a.version + 1
             where a.acknowledged_version is null
                or a.acknowledged_version < excluded.acknowledged_version
                or (a.acknowledged_version = excluded.acknowledged_version
                    and a.acknowledged_at > excluded.acknowledged_at)
            returning version
            """)
                .bind("id", id)
                .bind("parent", parent)
                .bind("telling", acknowledgement.telling())
                .bind("at", acknowledgement.at())
                .bind("byKind", acknowledgement.by().kind().text())
                .bind("byId", acknowledgement.by().id())
                .mapValue(Long.class)
                .one();
    }

    /** Keeps the end of an alert, unless it is known: it has only one. Answers whether it did. */
    Mono<Boolean> close(UUID id, UUID parent, Instant at) {

        return database.sql("""
            insert into alerts as a (id, user_id, closed_at)
            values (:id, :parent, :at)
            on conflict (id) do update
               set closed_at = excluded.closed_at, version = a.version + 1
             where a.closed_at is null
            """)
                .bind("id", id)
                .bind("parent", parent)
                .bind("at", at)
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }

    /** Empty if unknown, or not told yet. Holds the row until the surrounding transaction ends. */
    Mono<Alert> lock(UUID id) {

        return database.sql("select " + COLUMNS + """
              from alerts a
             where a.id = :id and a.told_version is not null
               for update
            """)
                .bind("id", id)
                .map(this::toAlert)
                .one();
    }

    /** Empty if unknown, or not told yet. */
    Mono<Alert> find(UUID id) {

        return database.sql("select " + COLUMNS + """
              from alerts a
             where a.id = :id and a.told_version is not null
            """)
                .bind("id", id)
                .map(this::toAlert)
                .one();
    }

    /** One page and a row, newest first, of what these bonds let a child see. */
    Flux<Alert> page(Collection<Bond> bonds, @Nullable Status status, PageRequest page) {

        var after = page.after();

        return visible("select " + COLUMNS + VISIBLE + """
               and (:status::text is null or :status =
            """ + STATUS + """
                   )
               and (:at::timestamptz is null or (a.raised_at, a.id) < (:at, :afterId))
             order by a.raised_at desc, a.id desc
             limit :limit
            """, bonds)
                .bind("status", orNull(status == null ? null : status.name(), String.class))
                .bind("at", orNull(after == null ? null : after.at(), Instant.class))
                .bind("afterId", orNull(after == null ? null : after.id(), UUID.class))
                .bind("limit", page.limitPlusOne())
                .map(this::toAlert)
                .all();
    }

    /** Open ones by parent, each of them named, of what these bonds let a child see. */
    Mono<Map<UUID, Long>> countOpen(Collection<Bond> bonds) {

        record Count(UUID parent, long open) {}

        return visible("""
            select seen.parent_id, count(a.id) filter (where 'OPEN' =
            """ + STATUS + ") as open " + """
              from unnest(:parents::uuid[], :since::timestamptz[]) as seen (parent_id, since)
              left join alerts a
                on a.user_id = seen.parent_id and a.told_version is not null and a.told_at >= seen.since
             group by seen.parent_id
            """, bonds)
                .map(row -> new Count(column(row, "parent_id", UUID.class), column(row, "open", Long.class)))
                .all()
                .collectMap(Count::parent, Count::open);
    }

    private DatabaseClient.GenericExecuteSpec visible(String sql, Collection<Bond> bonds) {
        return database.sql(sql)
                .bind("parents", bonds.stream().map(Bond::parent).toArray(UUID[]::new))
                .bind("since", bonds.stream().map(Bond::linkedAt).toArray(Instant[]::new));
    }

    private Alert toAlert(Readable row) {
        return new Alert(
                column(row, "id", UUID.class),
                column(row, "user_id", UUID.class),
                column(row, "told_version", Long.class),
                column(row, "told_at", Instant.class),
                toReading(row),
                column(row, "severity", String.class),
                column(row, "message", String.class),
                column(row, "late", Boolean.class),
                column(row, "count", Integer.class),
                column(row, "raised_at", Instant.class),
                toAcknowledgement(row),
                optional(row, "closed_at", Instant.class));
    }

    private Reading toReading(Readable row) {

        var metadata = optional(row, "metadata", Json.class);
        return new Reading(
                column(row, "type", String.class),
                optional(row, "component", String.class),
                optional(row, "value", BigDecimal.class),
                metadata == null ? null : json.readValue(metadata.asArray(), METADATA),
                optional(row, "unit", String.class),
                optional(row, "direction", String.class),
                optional(row, "bound", BigDecimal.class),
                optional(row, "record_id", UUID.class),
                optional(row, "recorded_at", Instant.class));
    }

    private static @Nullable Acknowledgement toAcknowledgement(Readable row) {

        var telling = optional(row, "acknowledged_version", Long.class);

        return telling == null
                ? null
                : new Acknowledgement(
                        telling,
                        new Account(
                                AccountKind.of(column(row, "acknowledged_by_kind", String.class)),
                                column(row, "acknowledged_by_id", UUID.class)),
                        column(row, "acknowledged_at", Instant.class));
    }

    private @Nullable Json jsonOf(@Nullable Map<String, Object> metadata) {
        return metadata == null ? null : Json.of(json.writeValueAsBytes(metadata));
    }

    private static Object orNull(@Nullable Object value, Class<?> type) {
        return value == null ? Parameters.in(type) : value;
    }
}
