package com.banxiang.notification.alert;

import com.banxiang.platform.data.Rows;
import io.r2dbc.spi.Readable;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What is known of alerts. Everything that is done about one begins with its row's lock, so it is done in one order. */
@Component
final class Alerts {

    private final DatabaseClient database;

    Alerts(DatabaseClient database) {
        this.database = database;
    }

    /** The alert, or what is known of one that was never heard of: nothing. Holds the row until the transaction ends. */
    Mono<Alert> lock(UUID id, UUID userId) {

        return database.sql("""
               insert into alerts (id, user_id, version, late, critical_version, elder_acked_version, other_acked_version)
               values (:id, :userId, 0, false, 0, 0, 0)
                   on conflict (id) do update
                  set id = excluded.id
            returning id, user_id, version, severity, late, critical_version, elder_acked_version, elder_acked_by,
                      other_acked_version, other_acked_by, closed_by, call
            """)
                .bind("id", id)
                .bind("userId", userId)
                .map(Alerts::alert)
                .one();
    }

    /** Empty if there is none. Holds the row until the transaction ends. */
    Mono<Alert> lock(UUID id) {

        return database.sql("""
            select id, user_id, version, severity, late, critical_version, elder_acked_version, elder_acked_by,
                   other_acked_version, other_acked_by, closed_by, call
              from alerts
             where id = :id
               for update
            """).bind("id", id).map(Alerts::alert).one();
    }

    Mono<Alert> find(UUID id) {

        return database.sql("""
            select id, user_id, version, severity, late, critical_version, elder_acked_version, elder_acked_by,
                   other_acked_version, other_acked_by, closed_by, call
              from alerts
             where id = :id
            """).bind("id", id).map(Alerts::alert).one();
    }

    Mono<Void> save(Alert alert) {

        var statement = database.sql("""
            update alerts
               set version = :version,
                   severity = :severity,
                   late = :late,
                   critical_version = :criticalVersion,
                   elder_acked_version = :elderAcked,
                   elder_acked_by = :elderAckedBy,
                   other_acked_version = :otherAcked,
                   other_acked_by = :otherAckedBy,
                   closed_by = :closedBy,
                   call = :call
             where id = :id
            """)
                .bind("version", alert.version())
                .bind("late", alert.late())
                .bind("criticalVersion", alert.criticalVersion())
                .bind("elderAcked", alert.elderAcked())
                .bind("otherAcked", alert.otherAcked())
                .bind("id", alert.id());

        var severity = alert.severity();
        statement = bind(statement, "severity", severity == null ? null : severity.text(), String.class);
        statement = bind(statement, "elderAckedBy", alert.elderAckedBy(), UUID.class);
        statement = bind(statement, "otherAckedBy", alert.otherAckedBy(), UUID.class);
        statement = bind(statement, "closedBy", alert.closedBy(), UUID.class);
        var call = alert.call();
        return bind(statement, "call", call == null ? null : call.text(), String.class)
                .then();
    }

    private static Alert alert(Readable row) {

        var severity = Rows.optional(row, "severity", String.class);
        return new Alert(
                Rows.column(row, "id", UUID.class),
                Rows.column(row, "user_id", UUID.class),
                Rows.column(row, "version", Long.class),
                severity == null ? null : Severity.of(severity),
                Rows.column(row, "late", Boolean.class),
                Rows.column(row, "critical_version", Long.class),
                Rows.column(row, "elder_acked_version", Long.class),
                Rows.optional(row, "elder_acked_by", UUID.class),
                Rows.column(row, "other_acked_version", Long.class),
                Rows.optional(row, "other_acked_by", UUID.class),
                Rows.optional(row, "closed_by", UUID.class),
                CallForHelp.of(Rows.optional(row, "call", String.class)));
    }

    private static <T> GenericExecuteSpec bind(
            GenericExecuteSpec statement, String name, @Nullable T value, Class<T> type) {
        return value == null ? statement.bindNull(name, type) : statement.bind(name, value);
    }
}
