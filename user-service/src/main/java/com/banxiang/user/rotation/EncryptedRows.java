package com.banxiang.user.rotation;

import static com.banxiang.platform.data.Rows.column;
import static com.banxiang.platform.data.Rows.optional;

import io.r2dbc.spi.Readable;
import java.util.HashMap;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Encrypted fields as stored, read and replaced without a look at what they say. */
@Component
final class EncryptedRows {

    private final DatabaseClient database;

    EncryptedRows(DatabaseClient database) {
        this.database = database;
    }

    /** In the order of their ids. */
    Flux<EncryptedRow> page(EncryptedTable table, UUID after, int most) {

        return database.sql("select id, %s from %s where id > :after order by id limit :most"
                        .formatted(String.join(", ", table.columns()), table.table()))
                .bind("after", after)
                .bind("most", most)
                .map(row -> toRow(table, row))
                .all();
    }

    /** Answers whether it did: a row that was changed meanwhile is left alone. */
    Mono<Boolean> replace(EncryptedTable table, EncryptedRow before, EncryptedRow after) {

        var changes =
                after.fields().keySet().stream().map(it -> it + " = :new_" + it).toList();
        var conditions = before.fields().keySet().stream()
                .map(it -> it + " = :old_" + it)
                .toList();
        var statement = database.sql("update %s set %s where id = :id and %s"
                        .formatted(table.table(), String.join(", ", changes), String.join(" and ", conditions)))
                .bind("id", before.id());
        for (var field : before.fields().entrySet()) {
            statement = statement.bind("old_" + field.getKey(), field.getValue());
        }
        for (var field : after.fields().entrySet()) {
            statement = statement.bind("new_" + field.getKey(), field.getValue());
        }

        return statement.fetch().rowsUpdated().map(rows -> rows > 0);
    }

    private static EncryptedRow toRow(EncryptedTable table, Readable row) {

        var fields = new HashMap<String, byte[]>();
        for (var name : table.columns()) {
            var stored = optional(row, name, byte[].class);
            if (stored != null) {
                fields.put(name, stored);
            }
        }

        return new EncryptedRow(column(row, "id", UUID.class), fields);
    }
}
