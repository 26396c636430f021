package com.banxiang.notification;

import com.banxiang.testkit.Tables;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;

/** What tests look up in the tables, and how they make time pass there. */
public final class Stored extends Tables {

    public Stored(DatabaseClient database) {
        super(database);
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
}
