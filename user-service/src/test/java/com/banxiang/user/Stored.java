package com.banxiang.user;

import java.util.List;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;

/** What tests look up in the tables, and how they make time pass there. */
public final class Stored {

    private final DatabaseClient database;

    public Stored(DatabaseClient database) {
        this.database = database;
    }

    /** {@code ?} stands for the arguments in their order. */
    public long count(String sql, Object... arguments) {
        return one(Long.class, sql, arguments);
    }

    public <T> T one(Class<T> type, String sql, Object... arguments) {
        return bound(sql, arguments).mapValue(type).one().blockOptional().orElseThrow();
    }

    public <T> List<T> all(Class<T> type, String sql, Object... arguments) {
        return bound(sql, arguments)
                .mapValue(type)
                .all()
                .collectList()
                .blockOptional()
                .orElseThrow();
    }

    public void change(String sql, Object... arguments) {
        bound(sql, arguments).then().block();
    }

    /** Every limit on sending and trying codes starts anew. */
    public void codesWereLongAgo() {
        change("update login_codes set created_at = created_at - interval '2 days'");
        change("delete from attempts");
    }

    /** The events of one aggregate that wait in the outbox or have left it, in order. */
    public List<String> announced(String topic, UUID key) {
        return all(
                String.class,
                "select payload from outbox_messages where topic = ? and message_key = ? order by id",
                topic,
                key.toString());
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
