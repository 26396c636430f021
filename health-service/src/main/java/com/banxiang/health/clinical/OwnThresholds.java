package com.banxiang.health.clinical;

import static com.banxiang.platform.data.Rows.column;
import static java.util.stream.Collectors.toMap;

import com.banxiang.health.clinical.OwnBounds.Ends;
import io.r2dbc.postgresql.codec.Json;
import io.r2dbc.spi.Readable;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Everybody's own bounds, as stored. */
@Component
public final class OwnThresholds {

    /** As it stands in the column. */
    private record Stored(
            Quantity quantity,
            @Nullable BigDecimal low,
            @Nullable BigDecimal high) {}

    private final DatabaseClient database;
    private final JsonMapper json;

    OwnThresholds(DatabaseClient database, JsonMapper json) {
        this.database = database;
        this.json = json;
    }

    /** Never empty: who has set none has {@link OwnBounds#NONE}. */
    public Mono<OwnBounds> of(UUID userId) {

        return database.sql("select version, bounds from own_thresholds where user_id = :user")
                .bind("user", userId)
                .map(this::toBounds)
                .one()
                .defaultIfEmpty(OwnBounds.NONE);
    }

    /** Never empty. Holds the row until the surrounding transaction ends, a new one too. */
    Mono<OwnBounds> lock(UUID userId) {

        return database.sql("""
               insert into own_thresholds (user_id)
               values (:user)
                   on conflict (user_id) do update set user_id = excluded.user_id
            returning version, bounds
            """).bind("user", userId).map(this::toBounds).one();
    }

    /** The caller holds the row. */
    Mono<Void> save(UUID userId, OwnBounds it, Instant now) {

        return database.sql("""
            with changed as (
                   update own_thresholds
                      set version = :version, bounds = :bounds, changed_at = :now
                    where user_id = :user
                returning user_id, version, bounds, changed_at)
            insert into own_threshold_versions (user_id, version, bounds, changed_at)
            select user_id, version, bounds, changed_at
              from changed
            """)
                .bind("user", userId)
                .bind("version", it.version())
                .bind("bounds", Json.of(json.writeValueAsBytes(stored(it))))
                .bind("now", now)
                .then();
    }

    private OwnBounds toBounds(Readable row) {

        var stored = json.readValue(column(row, "bounds", Json.class).asArray(), Stored[].class);
        return new OwnBounds(
                column(row, "version", Long.class),
                List.of(stored).stream().collect(toMap(Stored::quantity, it -> new Ends(it.low(), it.high()))));
    }

    private static List<Stored> stored(OwnBounds bounds) {
        return bounds.byQuantity().entrySet().stream()
                .map(it -> new Stored(
                        it.getKey(), it.getValue().low(), it.getValue().high()))
                .sorted(Comparator.comparing(Stored::quantity))
                .toList();
    }
}
