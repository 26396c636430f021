package com.banxiang.testkit;

import java.util.List;
import org.springframework.r2dbc.core.DatabaseClient;

/** What tests look up in the tables, and how they make time pass there; a service adds its own words to these. */
public class Tables {

    private final DatabaseClient database;

    public Tables(DatabaseClient database) {
        this.database = database;
    }

    /** {@code ?} stands for the arguments in their order. */
    public final long count(String sql, Object... arguments) {
        return one(Long.class, sql, arguments);
    }

    public final <T> T one(Class<T> type, String sql, Object... arguments) {
        return bound(sql, arguments).mapValue(type).one().blockOptional().orElseThrow();
    }

    public final <T> List<T> all(Class<T> type, String sql, Object... arguments) {
        return bound(sql, arguments)
                .mapValue(type)
                .all()
                .collectList()
                .blockOptional()
                .orElseThrow();
    }

    public final void change(String sql, Object... arguments) {
        bound(sql, arguments).then().block();
    }

    /**
     * The tables of the service in which a row says this anywhere, in whatever column: an id of somebody who should have been
     * forgotten. Of those that stay by design, such as the audit log and events on their way, nothing is said.
     */
    public final List<String> saying(Object value) {
        return all(String.class, """
            select c.relname::text
              from pg_class c
             where c.relnamespace = current_schema()::regnamespace
               and c.relkind in ('r', 'p') and not c.relispartition
               and c.relname not in ('audit_log', 'fleet_audit', 'erased_accounts', 'outbox_messages', 'dead_letters')
            """).stream()
                .filter(table -> count(
                                "select count(*) from \"%s\" it where it::text like '%%' || ? || '%%'".formatted(table),
                                value.toString())
                        > 0)
                .toList();
    }

    private DatabaseClient.GenericExecuteSpec bound(String sql, Object... arguments) {

        var numbered = sql;
        for (var i = 1; i <= arguments.length; i++) {
            numbered = numbered.replaceFirst("\\?", ":p" + i);
        }

        var statement = database.sql(numbered);
        for (var i = 1; i <= arguments.length; i++) {
            statement = statement.bind("p" + i, arguments[i - 1]);
        }
        return statement;
    }
}
