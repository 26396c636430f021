package com.banxiang.health.alert;

import static com.banxiang.platform.data.Rows.column;
import static com.banxiang.platform.data.Rows.optional;

import com.banxiang.health.alert.Episode.Last;
import com.banxiang.health.alert.Episode.Telling;
import com.banxiang.health.alert.Episode.Watch;
import com.banxiang.health.clinical.Breach;
import com.banxiang.health.clinical.Direction;
import com.banxiang.health.clinical.PressureComponent;
import com.banxiang.health.clinical.Severity;
import com.banxiang.health.reading.Details;
import com.banxiang.platform.security.Account;
import com.banxiang.platform.security.AccountKind;
import com.banxiang.platform.web.Cursor;
import com.banxiang.platform.web.PageRequest;
import io.r2dbc.postgresql.codec.Json;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.Readable;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collection;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** The episodes of everybody, as stored. */
@Component
final class Alerts {

    private static final String COLUMNS = """
        id, user_id, type, opened_by, component, value, details, direction, bound, last_severity, severity, late,
        count, record_id, recorded_at, raised_at, version, told_version, told_at, acknowledged_at,
        acknowledged_by_kind, acknowledged_by_id, closed_at, close_reason, newest_beyond, calm_readings, read_at,
        rules_version\
        """;

    private static final Cursor NEWEST = new Cursor(Instant.parse("9999-01-01T00:00:00Z"), new UUID(-1, -1));

    private final DatabaseClient database;
    private final JsonMapper json;

    Alerts(DatabaseClient database, JsonMapper json) {
        this.database = database;
        this.json = json;
    }

    /** Those of a person that aren't closed. The caller holds their courses. */
    Flux<Episode> open(UUID userId, Collection<AlertType> types) {

        return database.sql("""
            select %s
              from alerts
             where user_id = :user and type = any(:types::text[]) and status <> 'CLOSED'
            """.formatted(COLUMNS))
                .bind("user", userId)
                .bind("types", types.stream().map(AlertType::name).toArray(String[]::new))
                .map(this::toEpisode)
                .all();
    }

    /** Empty if unknown or somebody else's. */
    Mono<Episode> find(UUID userId, UUID id) {

        return database.sql("select %s from alerts where id = :id and user_id = :user".formatted(COLUMNS))
                .bind("id", id)
                .bind("user", userId)
                .map(this::toEpisode)
                .one();
    }

    /** Newest first. */
    Flux<Episode> page(UUID userId, @Nullable AlertStatus status, PageRequest page) {

        var after = page.after() == null ? NEWEST : page.after();
        var statement = database.sql("""
              select %s
                from alerts
               where user_id = :user and (raised_at, id) < (:at, :id) %s
            order by raised_at desc, id desc
               limit :limit
            """.formatted(COLUMNS, status == null ? "" : "and status = :status"))
                .bind("user", userId)
                .bind("at", after.at())
                .bind("id", after.id())
                .bind("limit", page.limitPlusOne());

        return (status == null ? statement : statement.bind("status", status.name()))
                .map(this::toEpisode)
                .all();
    }

    /** Which of these records must open nothing: they did before, or the person took them back. */
    Flux<UUID> settled(Collection<UUID> records) {

        return database.sql("""
            select opened_by
              from alerts
             where id = any(:alerts::uuid[])
             union
            select record_id
              from withdrawn_readings
             where record_id = any(:records::uuid[])
            """)
                .bind("alerts", records.stream().map(Episode::idFor).toArray(UUID[]::new))
                .bind("records", records.toArray(UUID[]::new))
                .mapValue(UUID.class)
                .all();
    }

    /** Remembers that a record was taken back, in case the engine has yet to hear of it. */
    Mono<Void> withdraw(UUID record, Instant now) {

        return database.sql("""
            insert into withdrawn_readings (record_id, withdrawn_at) values (:record, :now)
            on conflict do nothing
            """).bind("record", record).bind("now", now).then();
    }

    Mono<Void> forgetWithdrawnBefore(Instant time) {

        return database.sql("delete from withdrawn_readings where withdrawn_at < :time")
                .bind("time", time)
                .then();
    }

    /** Opens or changes it. The caller holds its course, so what it read is still true. */
    Mono<Void> save(Episode it) {

        var last = it.last();
        var breach = last.breach();
        var answer = it.acknowledged();
        var ending = it.ended();

        return database.sql("""
            insert into alerts (%s, status)
            values (:id, :user, :type, :openedBy, :component, :value, :details, :direction, :bound, :lastSeverity,
                    :severity, :late, :count, :record, :recordedAt, :raisedAt, :version, :toldVersion, :toldAt,
                    :acknowledgedAt, :acknowledgedByKind, :acknowledgedById, :closedAt, :closeReason,
                    :newestBeyond, :calm, :readAt, :rulesVersion, :status)
            on conflict (id) do update
               set component = excluded.component, value = excluded.value, details = excluded.details,
                   direction = excluded.direction, bound = excluded.bound, last_severity = excluded.last_severity,
                   severity = excluded.severity, late = excluded.late, count = excluded.count,
                   record_id = excluded.record_id, recorded_at = excluded.recorded_at,
                   version = excluded.version, told_version = excluded.told_version, told_at = excluded.told_at,
                   acknowledged_at = excluded.acknowledged_at,
                   acknowledged_by_kind = excluded.acknowledged_by_kind,
                   acknowledged_by_id = excluded.acknowledged_by_id, closed_at = excluded.closed_at,
                   close_reason = excluded.close_reason, newest_beyond = excluded.newest_beyond,
                   calm_readings = excluded.calm_readings, read_at = excluded.read_at,
                   rules_version = excluded.rules_version, status = excluded.status
            """.formatted(COLUMNS))
                .bind("id", it.id())
                .bind("user", it.userId())
                .bind("type", it.type().name())
                .bind("openedBy", it.openedBy())
                .bind("component", orNull(breach == null ? null : nameOf(breach.component()), String.class))
                .bind("value", orNull(breach == null ? null : breach.value(), BigDecimal.class))
                .bind("details", Json.of(json.writeValueAsBytes(last.details())))
                .bind(
                        "direction",
                        orNull(breach == null ? null : breach.direction().name(), String.class))
                .bind("bound", orNull(breach == null ? null : breach.bound(), BigDecimal.class))
                .bind(
                        "lastSeverity",
                        orNull(breach == null ? null : breach.severity().name(), String.class))
                .bind("severity", it.severity().name())
                .bind("late", it.late())
                .bind("count", it.count())
                .bind("record", last.recordId())
                .bind("recordedAt", last.recordedAt())
                .bind("raisedAt", it.raisedAt())
                .bind("version", it.version())
                .bind("toldVersion", it.told().version())
                .bind("toldAt", it.told().at())
                .bind("acknowledgedAt", orNull(answer == null ? null : answer.at(), Instant.class))
                .bind(
                        "acknowledgedByKind",
                        orNull(answer == null ? null : answer.by().kind().name(), String.class))
                .bind(
                        "acknowledgedById",
                        orNull(answer == null ? null : answer.by().id(), UUID.class))
                .bind("closedAt", orNull(ending == null ? null : ending.at(), Instant.class))
                .bind(
                        "closeReason",
                        orNull(ending == null ? null : ending.reason().name(), String.class))
                .bind("newestBeyond", it.watch().beyond())
                .bind("calm", (short) it.watch().calm())
                .bind("readAt", it.watch().readAt())
                .bind("rulesVersion", it.rulesVersion())
                .bind("status", it.status().name())
                .then();
    }

    private Episode toEpisode(Readable row) {

        var last = new Last(
                column(row, "record_id", UUID.class),
                column(row, "recorded_at", Instant.class),
                breach(row),
                json.readValue(column(row, "details", Json.class).asArray(), Details.class));

        return new Episode(
                column(row, "id", UUID.class),
                column(row, "user_id", UUID.class),
                AlertType.valueOf(column(row, "type", String.class)),
                column(row, "opened_by", UUID.class),
                last,
                Severity.valueOf(column(row, "severity", String.class)),
                column(row, "late", Boolean.class),
                column(row, "count", Integer.class),
                column(row, "raised_at", Instant.class),
                column(row, "version", Long.class),
                new Telling(column(row, "told_version", Long.class), column(row, "told_at", Instant.class)),
                acknowledgement(row),
                ending(row),
                new Watch(
                        column(row, "newest_beyond", Boolean.class),
                        column(row, "calm_readings", Short.class),
                        column(row, "read_at", Instant.class)),
                column(row, "rules_version", String.class));
    }

    private static @Nullable Breach breach(Readable row) {

        var value = optional(row, "value", BigDecimal.class);

        return value == null
                ? null
                : new Breach(
                        componentOf(optional(row, "component", String.class)),
                        value,
                        Direction.valueOf(column(row, "direction", String.class)),
                        column(row, "bound", BigDecimal.class),
                        Severity.valueOf(column(row, "last_severity", String.class)));
    }

    private static @Nullable Acknowledgement acknowledgement(Readable row) {

        var at = optional(row, "acknowledged_at", Instant.class);

        return at == null
                ? null
                : new Acknowledgement(
                        new Account(
                                AccountKind.valueOf(column(row, "acknowledged_by_kind", String.class)),
                                column(row, "acknowledged_by_id", UUID.class)),
                        at);
    }

    private static @Nullable Ending ending(Readable row) {

        var at = optional(row, "closed_at", Instant.class);

        return at == null ? null : new Ending(Ending.Reason.valueOf(column(row, "close_reason", String.class)), at);
    }

    private static @Nullable PressureComponent componentOf(@Nullable String name) {
        return name == null ? null : PressureComponent.valueOf(name);
    }

    private static @Nullable String nameOf(@Nullable Enum<?> constant) {
        return constant == null ? null : constant.name();
    }

    private static Object orNull(@Nullable Object value, Class<?> type) {
        return value == null ? Parameters.in(type) : value;
    }
}
