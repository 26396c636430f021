package com.banxiang.child.alert;

import static com.banxiang.platform.data.Rows.column;
import static com.banxiang.platform.data.Rows.optional;

import com.banxiang.child.alert.Alert.Acknowledgement;
import com.banxiang.child.alert.Alert.Reading;
import com.banxiang.platform.security.Account;
import com.banxiang.platform.security.AccountKind;
import io.r2dbc.postgresql.codec.Json;
import io.r2dbc.spi.Readable;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Reads a row of {@code alerts a}. */
@Component
final class AlertRows {

    static final String COLUMNS = """
        a.id, a.user_id, a.told_version, a.told_at, a.type, a.component, a.value, a.metadata, a.unit, a.direction, a.bound,
        a.severity, a.message, a.late, a.count, a.record_id, a.recorded_at, a.raised_at, a.acknowledged_version,
        a.acknowledged_at, a.acknowledged_by_kind, a.acknowledged_by_id, a.closed_at
        """;

    private static final TypeReference<Map<String, Object>> METADATA = new TypeReference<>() {};

    private final JsonMapper json;

    AlertRows(JsonMapper json) {
        this.json = json;
    }

    Alert toAlert(Readable row) {
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
}
