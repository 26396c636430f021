package com.banxiang.notification;

import java.time.Duration;
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

    /** Every step of this alert's escalation that waits is due so much earlier. */
    public void timePasses(UUID alert, Duration time) {
        change(
                "update escalations set due_at = due_at - make_interval(secs => ?) where alert_id = ?",
                (double) time.toSeconds(),
                alert);
    }

    /** Somebody's phone, which the vendor knows already. */
    public void haveDevice(UUID owner) {
        change(
                "insert into push_devices values (?, 'user', ?, 'android', 1, false, 1, 0, now(), now())",
                "reg-" + owner,
                owner);
    }

    /** The templates in somebody's inbox, oldest first. */
    public List<String> inboxOf(UUID person) {
        return all(String.class, "select template from notifications where recipient_id = ? order by seq", person);
    }

    /** {@code channel state reason}, oldest first. */
    public List<String> deliveriesTo(UUID person) {
        return all(
                String.class,
                "select concat_ws(' ', channel, state, reason) from deliveries where recipient_id = ? order by"
                        + " created_at, id",
                person);
    }

    /** {@code step state}. */
    public List<String> stepsOf(UUID alert) {
        return all(
                String.class,
                "select concat_ws(' ', step, state) from escalations where alert_id = ? order by step",
                alert);
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
