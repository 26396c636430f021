package com.banxiang.child.alert;

import com.banxiang.child.alert.Alert.Acknowledgement;
import io.r2dbc.postgresql.codec.Json;
import io.r2dbc.spi.Parameters;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * The alerts of parents, as stored.
 *
 * <p>Each fact writes its own columns, and only if it says something newer, so that facts may come in any order and any
 * number of times.
 */
@Component
final class Alerts {

    private final DatabaseClient database;
    private final JsonMapper json;
    private final AlertRows rows;

    Alerts(DatabaseClient database, JsonMapper json, AlertRows rows) {
        this.database = database;
        this.json = json;
        this.rows = rows;
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

        return database.sql("select " + AlertRows.COLUMNS + """
              from alerts a
             where a.id = :id and a.told_version is not null
               for update
            """)
                .bind("id", id)
                .map(rows::toAlert)
                .one();
    }

    /** Empty if unknown, or not told yet. */
    Mono<Alert> find(UUID id) {

        return database.sql("select " + AlertRows.COLUMNS + """
              from alerts a
             where a.id = :id and a.told_version is not null
            """)
                .bind("id", id)
                .map(rows::toAlert)
                .one();
    }

    private @Nullable Json jsonOf(@Nullable Map<String, Object> metadata) {
        return metadata == null ? null : Json.of(json.writeValueAsBytes(metadata));
    }

    private static Object orNull(@Nullable Object value, Class<?> type) {
        return value == null ? Parameters.in(type) : value;
    }
}
