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

    /** It is the middle of somebody's quiet hours. */
    public void isQuietFor(String kind, UUID person, boolean holdWarnings) {
        change("delete from preferences where account_id = ?", person);
        change("""
            insert into preferences
            values (?, ?, '{}', (now() at time zone 'Asia/Shanghai')::time - interval '2 hours',
                    (now() at time zone 'Asia/Shanghai')::time + interval '2 hours', true, ?, now())
            """, kind, person, holdWarnings);
    }

    /** Their quiet hours are over: the end of them, and what waits for it, is a moment ago. */
    public void quietEndsFor(UUID person) {
        change("""
            update preferences
               set quiet_to = (now() at time zone 'Asia/Shanghai')::time - interval '1 minute'
             where account_id = ?
            """, person);
        change(
                "update deliveries set due_at = now(), held_until = now() where recipient_id = ? and state = 'pending'",
                person);
    }

    /** Somebody switched off a channel for a kind of news. */
    public void switchedOff(String kind, UUID person, String what) {
        change(
                "insert into preferences values (?, ?, array[?], '22:00', '07:00', false, false, now())",
                kind,
                person,
                what);
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
