package com.banxiang.notification.delivery;

import com.banxiang.notification.delivery.Channel.Kind;
import com.banxiang.notification.delivery.Channel.Message;
import com.banxiang.notification.delivery.Channel.Reader;
import com.banxiang.notification.delivery.Channel.Recipient;
import com.banxiang.notification.delivery.Channel.Urgency;
import com.banxiang.notification.delivery.Delivery.Next.Again;
import com.banxiang.notification.delivery.Delivery.Next.Ended;
import com.banxiang.notification.delivery.Delivery.Next.Held;
import com.banxiang.notification.inbox.Inbox;
import com.banxiang.platform.data.Rows;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The deliveries of this service, as stored. Each change asks that the delivery is still held by who changes it. */
@Component
final class Deliveries {

    private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};

    private final DatabaseClient database;
    private final JsonMapper json;

    Deliveries(DatabaseClient database, JsonMapper json) {
        this.database = database;
        this.json = json;
    }

    /** Does nothing if this event has this message for this recipient by this channel already. */
    Mono<Void> add(UUID id, Message message, Instant now) {

        var statement = database.sql("""
            insert into deliveries (id, event_id, recipient_kind, recipient_id, channel, type, template, params, about_id,
                                    alert_id, step, critical, urgency, state, occurred_at, created_at, due_at)
            values (:id, :eventId, :reader, :recipient, :channel, :type, :template, :params::jsonb, :about,
                    :alert, :step, :critical, :urgency, 'pending', :occurredAt, :now, :now)
                on conflict on constraint told_once_per_channel do nothing
            """)
                .bind("id", id)
                .bind("eventId", message.eventId())
                .bind("reader", message.recipient().reader().text())
                .bind("recipient", message.recipient().id())
                .bind("channel", message.channel().text())
                .bind("type", message.type().text())
                .bind("template", message.template())
                .bind("params", json.writeValueAsString(message.params()))
                .bind("about", message.about())
                .bind("critical", message.isCritical())
                .bind("urgency", message.urgency().text())
                .bind("occurredAt", message.occurredAt())
                .bind("now", now);

        return bind(bind(statement, "alert", message.alert(), UUID.class), "step", message.step(), Integer.class)
                .then();
    }

    /** Takes what is due, so that no other instance does until the lease ends. */
    Flux<Delivery> claim(Kind channel, UUID lease, int limit, Instant now, Instant until) {

        return database.sql("""
               update deliveries
                  set lease = :lease,
                      leased_until = :until
                where id in (select id
                               from deliveries
                              where channel = :channel
                                and state = 'pending'
                                and due_at <= :now
                                and (leased_until is null or leased_until <= :now)
                              order by due_at
                              limit :limit
                                for update skip locked)
            returning id, lease, event_id, recipient_kind, recipient_id, channel, type, template, params::text, about_id,
                      alert_id, step,
                      coalesce(urgency, case when critical then 'critical' else 'warning' end) as urgency,
                      attempts, repeated, vendor_key, occurred_at, created_at, held_until
            """)
                .bind("lease", lease)
                .bind("until", until)
                .bind("channel", channel.text())
                .bind("now", now)
                .bind("limit", limit)
                .map(this::delivery)
                .all();
    }

    /** False if somebody else holds it by now. Committed before the vendor is called. */
    Mono<Boolean> begin(Delivery delivery, @Nullable String key, Instant until) {

        var statement =
                database.sql("""
                    update deliveries
                       set state = 'sending',
                           vendor_key = coalesce(vendor_key, :key),
                           leased_until = :until
                     where id = :id
                       and lease = :lease
                       and state = 'pending'
                    """).bind("until", until).bind("id", delivery.id()).bind("lease", delivery.lease());

        return bind(statement, "key", key, String.class).fetch().rowsUpdated().map(it -> it > 0);
    }

    /** False if somebody else holds it by now. */
    Mono<Boolean> end(Delivery delivery, Ended ended, Instant now) {

        var statement = database.sql("""
            update deliveries
               set state = :state,
                   reason = :reason,
                   vendor_id = :vendorId,
                   attempts = attempts + 1,
                   leased_until = null,
                   finished_at = :now,
                   receipt_due_at = case when :vendorId <> '' then :now end
             where id = :id
               and lease = :lease
               and state in ('pending', 'sending')
            """)
                .bind("state", ended.state().text())
                .bind("now", now)
                .bind("id", delivery.id())
                .bind("lease", delivery.lease());

        statement = bind(statement, "reason", ended.reason(), String.class);
        return bind(statement, "vendorId", ended.vendorId(), String.class)
                .fetch()
                .rowsUpdated()
                .map(it -> it > 0);
    }

    /** False if somebody else holds it by now. */
    Mono<Boolean> postpone(Delivery delivery, Again again) {

        return database.sql("""
            update deliveries
               set state = 'pending',
                   reason = :reason,
                   repeated = :repeated,
                   attempts = attempts + 1,
                   due_at = :dueAt,
                   leased_until = null
             where id = :id
               and lease = :lease
               and state in ('pending', 'sending')
            """)
                .bind("reason", again.reason())
                .bind("repeated", again.repeated())
                .bind("dueAt", again.dueAt())
                .bind("id", delivery.id())
                .bind("lease", delivery.lease())
                .fetch()
                .rowsUpdated()
                .map(it -> it > 0);
    }

    /** False if somebody else holds it by now. Waiting is no try. */
    Mono<Boolean> hold(Delivery delivery, Held held) {

        return database.sql("""
            update deliveries
               set reason = 'quiet_hours',
                   due_at = :until,
                   held_until = :until,
                   leased_until = null
             where id = :id
               and lease = :lease
               and state = 'pending'
            """)
                .bind("until", held.until())
                .bind("id", delivery.id())
                .bind("lease", delivery.lease())
                .fetch()
                .rowsUpdated()
                .map(it -> it > 0);
    }

    /** What is held for this reader is due now; answers the channels concerned. */
    Flux<Kind> release(Recipient reader, Instant now) {

        return database.sql("""
               update deliveries
                  set due_at = :now,
                      held_until = :now
                where recipient_id = :recipient
                  and recipient_kind = :reader
                  and state = 'pending'
                  and reason = 'quiet_hours'
            returning channel
            """)
                .bind("now", now)
                .bind("recipient", reader.id())
                .bind("reader", reader.reader().text())
                .map(row -> Kind.of(Rows.column(row, "channel", String.class)))
                .all();
    }

    /**
     * What an instance was sending when it died. JPush knows a repeat by its key; the others do not, so only what is
     * critical is sent once more, and the rest stays unknown.
     */
    Mono<Long> recover(Instant now) {

        return database.sql("""
            update deliveries
               set state = case when channel = 'push' or (critical and not repeated) then 'pending' else 'unknown' end,
                   repeated = repeated or channel <> 'push',
                   reason = 'found_sending',
                   attempts = attempts + 1,
                   due_at = :now,
                   finished_at = case when channel = 'push' or (critical and not repeated) then null else :now end,
                   lease = null,
                   leased_until = null
             where state = 'sending'
               and leased_until <= :now
            """).bind("now", now).fetch().rowsUpdated();
    }

    private Delivery delivery(Readable row) {
        return new Delivery(
                Rows.column(row, "id", UUID.class),
                Rows.column(row, "lease", UUID.class),
                new Message(
                        Rows.column(row, "event_id", UUID.class),
                        new Recipient(
                                Reader.of(Rows.column(row, "recipient_kind", String.class)),
                                Rows.column(row, "recipient_id", UUID.class)),
                        Kind.of(Rows.column(row, "channel", String.class)),
                        Inbox.Type.of(Rows.column(row, "type", String.class)),
                        Rows.column(row, "template", String.class),
                        json.readValue(Rows.column(row, "params", String.class), TEXTS),
                        Rows.column(row, "about_id", UUID.class),
                        Rows.optional(row, "alert_id", UUID.class),
                        Rows.optional(row, "step", Integer.class),
                        Urgency.of(Rows.column(row, "urgency", String.class)),
                        Rows.column(row, "occurred_at", Instant.class)),
                Rows.optional(row, "vendor_key", String.class),
                Rows.column(row, "attempts", Integer.class),
                Rows.column(row, "repeated", Boolean.class),
                Rows.column(row, "created_at", Instant.class),
                Rows.optional(row, "held_until", Instant.class));
    }

    private static <T> GenericExecuteSpec bind(
            GenericExecuteSpec statement, String name, @Nullable T value, Class<T> type) {
        return value == null ? statement.bindNull(name, type) : statement.bind(name, value);
    }
}
