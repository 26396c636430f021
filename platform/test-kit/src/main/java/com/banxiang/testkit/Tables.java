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
