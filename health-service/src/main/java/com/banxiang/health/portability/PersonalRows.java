package com.banxiang.health.portability;

import static com.banxiang.platform.data.Rows.column;
import static com.banxiang.platform.data.Rows.optional;

import com.banxiang.platform.crypto.FieldCipher;
import io.r2dbc.postgresql.codec.Json;
import io.r2dbc.spi.Readable;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What stands in the tables of one person, for taking along: the newest first, so many of each and no more. */
@Component
final class PersonalRows {

    /** Encrypted notes are read, they are the person's own. */
    record ExportedRecord(
            UUID id,
            String type,
            BigDecimal value,
            JsonNode metadata,
            String source,
            Instant recordedAt,
            @Nullable String notes) {}

    record ExportedAlert(
            UUID id,
            String type,
            @Nullable BigDecimal value,
            @Nullable BigDecimal bound,
            String severity,
            String status,
            Instant recordedAt,
            Instant raisedAt,
            @Nullable Instant acknowledgedAt,
            @Nullable Instant closedAt) {}

    record ExportedThresholds(
            long version, JsonNode bounds, @Nullable Instant changedAt) {}

    /** @param externalId of a band; an account in a cloud is known here by its blind index, which is no data of the person */
    record ExportedDevice(
            UUID id,
            String brand,
            @Nullable String externalId,
            Instant linkedAt,
            @Nullable Instant unlinkedAt) {}

    private final DatabaseClient database;
    private final FieldCipher cipher;
    private final JsonMapper json;

    PersonalRows(DatabaseClient database, FieldCipher cipher, JsonMapper json) {
        this.database = database;
        this.cipher = cipher;
        this.json = json;
    }

    Flux<ExportedRecord> records(UUID user, int most) {

        return database.sql("""
            select id, type, value, details, source, recorded_at, notes
              from health_records
             where user_id = :user
             order by recorded_at desc, id desc
             limit :most
            """)
                .bind("user", user)
                .bind("most", most)
                .map(row -> {
                    var notes = optional(row, "notes", byte[].class);
                    return new ExportedRecord(
                            column(row, "id", UUID.class),
                            text(row, "type"),
                            column(row, "value", BigDecimal.class),
                            json(row, "details"),
                            text(row, "source"),
                            column(row, "recorded_at", Instant.class),
                            notes == null ? null : cipher.decrypt(notes));
                })
                .all();
    }

    Flux<ExportedAlert> alerts(UUID user, int most) {

        return database.sql("""
            select id, type, value, bound, severity, status, recorded_at, raised_at, acknowledged_at, closed_at
              from alerts
             where user_id = :user
             order by raised_at desc, id desc
             limit :most
            """)
                .bind("user", user)
                .bind("most", most)
                .map(row -> new ExportedAlert(
                        column(row, "id", UUID.class),
                        text(row, "type"),
                        optional(row, "value", BigDecimal.class),
                        optional(row, "bound", BigDecimal.class),
                        text(row, "severity"),
                        text(row, "status"),
                        column(row, "recorded_at", Instant.class),
                        column(row, "raised_at", Instant.class),
                        optional(row, "acknowledged_at", Instant.class),
                        optional(row, "closed_at", Instant.class)))
                .all();
    }

    /** Empty if they have everybody's. */
    Flux<ExportedThresholds> thresholds(UUID user) {
        return database.sql("select version, bounds, changed_at from own_thresholds where user_id = :user")
                .bind("user", user)
                .map(row -> new ExportedThresholds(
                        column(row, "version", Long.class),
                        json(row, "bounds"),
                        optional(row, "changed_at", Instant.class)))
                .all();
    }

    Flux<ExportedDevice> devices(UUID user, int most) {

        return database.sql("""
            select id, brand, case when brand = 'BAND' then external_id end as external_id, linked_at, unlinked_at
              from device_links
             where user_id = :user
             order by linked_at desc, id desc
             limit :most
            """)
                .bind("user", user)
                .bind("most", most)
                .map(row -> new ExportedDevice(
                        column(row, "id", UUID.class),
                        text(row, "brand"),
                        optional(row, "external_id", String.class),
                        column(row, "linked_at", Instant.class),
                        optional(row, "unlinked_at", Instant.class)))
                .all();
    }

    /** As in every answer; the tables have names of constants. */
    private static String text(Readable row, String name) {
        return column(row, name, String.class).toLowerCase(Locale.ROOT);
    }

    private JsonNode json(Readable row, String name) {
        return json.readTree(column(row, name, Json.class).asString());
    }
}
