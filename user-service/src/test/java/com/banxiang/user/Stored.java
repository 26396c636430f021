package com.banxiang.user;

import com.banxiang.testkit.Tables;
import java.util.List;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;

/** What tests look up in the tables, and how they make time pass there. */
public final class Stored extends Tables {

    public Stored(DatabaseClient database) {
        super(database);
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
}
