package com.banxiang.child;

import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;

/** Lets the database refuse every insert about one person, as if the process had died there, until it is closed. */
public final class Sabotage implements AutoCloseable {

    private final DatabaseClient database;
    private final String table;
    private final String name;

    private Sabotage(DatabaseClient database, String table, String name) {
        this.database = database;
        this.table = table;
        this.name = name;
    }

    public static Sabotage ofInserts(DatabaseClient database, String table, String column, UUID whose) {

        var sabotage = new Sabotage(
                database, table, "sabotage_" + UUID.randomUUID().toString().replace("-", ""));
        sabotage.run("""
            create function %s() returns trigger language plpgsql as
            $$ begin raise exception 'sabotage'; end $$
            """.formatted(sabotage.name));
        sabotage.run("""
            create trigger %s before insert on %s for each row when (new.%s = '%s') execute function %s()
            """.formatted(sabotage.name, table, column, whose, sabotage.name));
        return sabotage;
    }

    @Override
    public void close() {
        run("drop trigger %s on %s".formatted(name, table));
        run("drop function %s()".formatted(name));
    }

    private void run(String statement) {
        database.sql(statement).then().block();
    }
}
