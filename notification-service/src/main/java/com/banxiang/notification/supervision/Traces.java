package com.banxiang.notification.supervision;

import com.banxiang.notification.delivery.Channel;
import com.banxiang.notification.inbox.Inbox;
import com.banxiang.platform.data.Rows;
import com.banxiang.platform.web.Cursor;
import com.banxiang.platform.web.Page;
import com.banxiang.platform.web.PageRequest;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The deliveries, to be looked at, newest first. */
@Component
final class Traces {

    private final DatabaseClient database;

    Traces(DatabaseClient database) {
        this.database = database;
    }

    /** To this account, and to the contact it named. */
    Mono<Page<Trace>> ofPerson(UUID account, PageRequest page) {
        return page("recipient_id", account, page);
    }

    /** To everybody because of this event. */
    Mono<Page<Trace>> ofEvent(UUID event, PageRequest page) {
        return page("event_id", event, page);
    }

    private Mono<Page<Trace>> page(String column, UUID value, PageRequest page) {

        var after = page.after();
        var statement = database.sql(
                        """
                        select id, event_id, recipient_kind, recipient_id, channel, type, alert_id, step, state, reason,
                               attempts, occurred_at, created_at, due_at, held_until, finished_at, receipt_at
                          from deliveries
                         where %s = :value
                        """.formatted(column) + (after == null ? "" : "and (created_at, id) < (:at, :after)\n") + """
                             order by created_at desc, id desc
                             limit :limit
                            """)
                .bind("value", value)
                .bind("limit", page.limitPlusOne());

        return (after == null ? statement : statement.bind("at", after.at()).bind("after", after.id()))
                .map(Traces::trace)
                .all()
                .collectList()
                .map(rows -> Page.of(rows, page.limit(), it -> new Cursor(it.createdAt(), it.id())));
    }

    private static Trace trace(Readable row) {

        var state = Rows.column(row, "state", String.class);
        return new Trace(
                Rows.column(row, "id", UUID.class),
                Rows.column(row, "event_id", UUID.class),
                Rows.column(row, "recipient_kind", String.class),
                Rows.column(row, "recipient_id", UUID.class),
                Channel.Kind.of(Rows.column(row, "channel", String.class)),
                Inbox.Type.of(Rows.column(row, "type", String.class)),
                Rows.optional(row, "alert_id", UUID.class),
                Rows.optional(row, "step", Integer.class),
                state,
                Rows.optional(row, "reason", String.class),
                Rows.column(row, "attempts", Integer.class),
                Rows.column(row, "occurred_at", Instant.class),
                Rows.column(row, "created_at", Instant.class),
                state.equals("pending") ? Rows.column(row, "due_at", Instant.class) : null,
                Rows.optional(row, "held_until", Instant.class),
                Rows.optional(row, "finished_at", Instant.class),
                Rows.optional(row, "receipt_at", Instant.class));
    }
}
