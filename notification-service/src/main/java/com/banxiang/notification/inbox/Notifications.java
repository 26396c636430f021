package com.banxiang.notification.inbox;

import com.banxiang.platform.data.Rows;
import com.banxiang.platform.security.Account;
import com.banxiang.platform.security.AccountKind;
import com.banxiang.platform.web.PageRequest;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The notifications of this service, as stored. */
@Component
final class Notifications {

    private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};

    private final DatabaseClient database;
    private final JsonMapper json;

    Notifications(DatabaseClient database, JsonMapper json) {
        this.database = database;
        this.json = json;
    }

    /** The notification, or empty if this event has told this person before. Holds the person's turn. */
    Mono<UUID> add(UUID id, Inbox.Item item, Instant now) {

        var statement = database.sql("""
                 with turn as materialized (
                      select pg_advisory_xact_lock(hashtextextended(:recipientId::text, 0)))
               insert into notifications (id, recipient_kind, recipient_id, event_id, type, template, params, data,
                                          subject_id, occurred_at, created_at)
               select :id, :recipientKind, :recipientId, :eventId, :type, :template, :params::jsonb, :data::jsonb,
                      :subject, :occurredAt, :now
                 from turn
                   on conflict on constraint told_once_per_event do nothing
            returning id
            """)
                .bind("id", id)
                .bind("recipientKind", item.recipient().kind().text())
                .bind("recipientId", item.recipient().id())
                .bind("eventId", item.eventId())
                .bind("type", item.type().text())
                .bind("template", item.template())
                .bind("params", json.writeValueAsString(item.params()))
                .bind("data", json.writeValueAsString(item.data()))
                .bind("occurredAt", item.occurredAt())
                .bind("now", now);

        var subject = item.subject();
        return (subject == null ? statement.bindNull("subject", UUID.class) : statement.bind("subject", subject))
                .mapValue(UUID.class)
                .one();
    }

    Mono<List<Notification>> page(Account of, Inbox.@Nullable Type type, boolean unread, PageRequest page) {

        var after = page.after();
        var statement = database.sql("""
                        select id, recipient_kind, recipient_id, type, template, params::text, data::text, occurred_at,
                               created_at, read_at
                          from notifications
                         where recipient_id = :recipientId
                           and recipient_kind = :recipientKind
                        """ + (type == null ? "" : "and type =" + " :type\n")
                        + (unread ? "and read_at is" + " null\n" : "")
                        + (after == null ? "" : "and (created_at, id) < (:at, :after)\n")
                        + """
                         order by created_at desc, id desc
                         limit :limit
                        """)
                .bind("recipientId", of.id())
                .bind("recipientKind", of.kind().text())
                .bind("limit", page.limitPlusOne());

        if (type != null) {
            statement = statement.bind("type", type.text());
        }
        if (after != null) {
            statement = statement.bind("at", after.at()).bind("after", after.id());
        }

        return statement.map(this::notification).all().collectList();
    }

    Mono<Long> unread(Account of) {

        return database.sql("""
            select count(*)
              from notifications
             where recipient_id = :recipientId
               and recipient_kind = :recipientKind
               and read_at is null
            """)
                .bind("recipientId", of.id())
                .bind("recipientKind", of.kind().text())
                .mapValue(Long.class)
                .one();
    }

    /** True if the person has this notification; reading it again changes nothing. */
    Mono<Boolean> read(Account of, UUID id, Instant now) {

        return database.sql("""
            update notifications
               set read_at = coalesce(read_at, :now)
             where id = :id
               and recipient_id = :recipientId
               and recipient_kind = :recipientKind
            """)
                .bind("now", now)
                .bind("id", id)
                .bind("recipientId", of.id())
                .bind("recipientKind", of.kind().text())
                .fetch()
                .rowsUpdated()
                .map(it -> it > 0);
    }

    Mono<Void> readAll(Account of, Instant now) {

        return database.sql("""
            update notifications
               set read_at = :now
             where recipient_id = :recipientId
               and recipient_kind = :recipientKind
               and read_at is null
            """)
                .bind("now", now)
                .bind("recipientId", of.id())
                .bind("recipientKind", of.kind().text())
                .then();
    }

    Flux<Account> toldOf(UUID subject) {

        return database.sql("""
            select distinct recipient_kind, recipient_id
              from notifications
             where subject_id = :subject
            """)
                .bind("subject", subject)
                .map(Notifications::recipient)
                .all();
    }

    /** A notification and how many its recipient has not read. */
    record Counted(Notification notification, long unread) {}

    Flux<Counted> find(Collection<UUID> ids) {

        return database.sql("""
            select id, recipient_kind, recipient_id, type, template, params::text, data::text, occurred_at,
                   created_at, read_at,
                   (select count(*)
                      from notifications other
                     where other.recipient_id = one.recipient_id
                       and other.recipient_kind = one.recipient_kind
                       and other.read_at is null) as unread
              from notifications one
             where id = any(:ids)
             order by seq
            """)
                .bind("ids", ids.toArray(UUID[]::new))
                .map(row -> new Counted(notification(row), Rows.column(row, "unread", Long.class)))
                .all();
    }

    /** Newest first. A last one that is not this person's counts as none, so all since then is answered. */
    Flux<Notification> after(Account of, UUID last, Instant since, int limit) {

        return database.sql("""
            select id, recipient_kind, recipient_id, type, template, params::text, data::text, occurred_at,
                   created_at, read_at
              from notifications
             where recipient_id = :recipientId
               and recipient_kind = :recipientKind
               and created_at >= :since
               and seq > coalesce((select seq
                                     from notifications
                                    where id = :last
                                      and recipient_id = :recipientId
                                      and recipient_kind = :recipientKind), 0)
             order by seq desc
             limit :limit
            """)
                .bind("recipientId", of.id())
                .bind("recipientKind", of.kind().text())
                .bind("since", since)
                .bind("last", last)
                .bind("limit", limit)
                .map(this::notification)
                .all();
    }

    private Notification notification(Readable row) {
        return new Notification(
                Rows.column(row, "id", UUID.class),
                recipient(row),
                Inbox.Type.of(Rows.column(row, "type", String.class)),
                Rows.column(row, "template", String.class),
                json.readValue(Rows.column(row, "params", String.class), TEXTS),
                json.readValue(Rows.column(row, "data", String.class), TEXTS),
                Rows.column(row, "occurred_at", Instant.class),
                Rows.column(row, "created_at", Instant.class),
                Rows.optional(row, "read_at", Instant.class));
    }

    private static Account recipient(Readable row) {
        return new Account(
                AccountKind.of(Rows.column(row, "recipient_kind", String.class)),
                Rows.column(row, "recipient_id", UUID.class));
    }
}
