package com.banxiang.notification.receipt;

import com.banxiang.notification.delivery.Channel.Kind;
import com.banxiang.notification.delivery.Channel.Message;
import com.banxiang.notification.delivery.Channel.Reader;
import com.banxiang.notification.delivery.Channel.Recipient;
import com.banxiang.notification.delivery.Channel.Urgency;
import com.banxiang.notification.inbox.Inbox;
import com.banxiang.notification.receipt.ReceiptSource.Taken;
import com.banxiang.platform.data.Rows;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Which deliveries wait for a receipt. What is written asks that the delivery still waits, so saying it twice is harmless. */
@Component
final class Receipts {

    private final DatabaseClient database;

    Receipts(DatabaseClient database) {
        this.database = database;
    }

    /**
     * Takes what is due; nobody else gets it before {@code until}.
     *
     * @param sentBefore what was taken by the vendor later is not asked for yet
     */
    Flux<Taken> claim(Kind channel, int limit, Instant sentBefore, Instant now, Instant until) {

        return database.sql("""
               update deliveries
                  set receipt_due_at = :until,
                      receipt_attempts = receipt_attempts + 1
                where id in (select id
                               from deliveries
                              where channel = :channel
                                and state = 'sent'
                                and receipt_due_at <= :now
                                and (receipt_attempts > 0 or receipt_due_at <= :sentBefore)
                              order by receipt_due_at
                              limit :limit
                                for update skip locked)
            returning id, event_id, recipient_kind, recipient_id, channel, type, template, about_id, alert_id, step,
                      coalesce(urgency, case when critical then 'critical' else 'warning' end) as urgency,
                      occurred_at, vendor_id, finished_at, receipt_attempts
            """)
                .bind("until", until)
                .bind("channel", channel.text())
                .bind("now", now)
                .bind("sentBefore", sentBefore)
                .bind("limit", limit)
                .map(Receipts::taken)
                .all();
    }

    Mono<Boolean> delivered(Taken it, Instant now) {

        return database.sql("""
            update deliveries
               set state = 'delivered',
                   receipt_at = :now,
                   receipt_due_at = null
             where id = :id
               and state = 'sent'
            """)
                .bind("now", now)
                .bind("id", it.id())
                .fetch()
                .rowsUpdated()
                .map(rows -> rows > 0);
    }

    Mono<Boolean> failed(Taken it, String why, Instant now) {

        return database.sql("""
            update deliveries
               set state = 'failed',
                   reason = :why,
                   receipt_at = :now,
                   receipt_due_at = null
             where id = :id
               and state = 'sent'
            """)
                .bind("why", why)
                .bind("now", now)
                .bind("id", it.id())
                .fetch()
                .rowsUpdated()
                .map(rows -> rows > 0);
    }

    Mono<Void> postpone(Taken it, Instant dueAt) {

        return database.sql("""
            update deliveries
               set receipt_due_at = :dueAt
             where id = :id
               and state = 'sent'
            """).bind("dueAt", dueAt).bind("id", it.id()).then();
    }

    /** It stays sent: nobody will ever know more. */
    Mono<Void> giveUp(Taken it) {

        return database.sql("""
            update deliveries
               set receipt_due_at = null
             where id = :id
               and state = 'sent'
            """).bind("id", it.id()).then();
    }

    /** Without its params: what it said is of no interest any more. */
    private static Taken taken(Readable row) {
        return new Taken(
                Rows.column(row, "id", UUID.class),
                new Message(
                        Rows.column(row, "event_id", UUID.class),
                        new Recipient(
                                Reader.of(Rows.column(row, "recipient_kind", String.class)),
                                Rows.column(row, "recipient_id", UUID.class)),
                        Kind.of(Rows.column(row, "channel", String.class)),
                        Inbox.Type.of(Rows.column(row, "type", String.class)),
                        Rows.column(row, "template", String.class),
                        Map.of(),
                        Rows.column(row, "about_id", UUID.class),
                        Rows.optional(row, "alert_id", UUID.class),
                        Rows.optional(row, "step", Integer.class),
                        Urgency.of(Rows.column(row, "urgency", String.class)),
                        Rows.column(row, "occurred_at", Instant.class)),
                Rows.column(row, "vendor_id", String.class),
                Rows.column(row, "finished_at", Instant.class),
                Rows.column(row, "receipt_attempts", Integer.class));
    }
}
