package com.banxiang.child;

import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;

/** Counts what stands in the tables. */
public final class Rows {

    private final DatabaseClient database;

    public Rows(DatabaseClient database) {
        this.database = database;
    }

    public long bondsOf(UUID child) {
        return count("select count(*) from bonds where child_id = :id", child);
    }

    public long eventsAbout(UUID parent) {
        return count("select count(*) from outbox_messages where message_key = :id::text", parent);
    }

    public long audited(String what, UUID whose) {
        return one(database.sql("select count(*) from audit_log where what = :what and whose_id = :id")
                .bind("what", what)
                .bind("id", whose));
    }

    public long count(String sql, UUID id) {
        return one(database.sql(sql).bind("id", id));
    }

    private static long one(DatabaseClient.GenericExecuteSpec query) {
        var found = query.mapValue(Long.class).one().block();
        return found == null ? 0 : found;
    }
}
