package com.banxiang.notification.news;

import com.banxiang.notification.inbox.Inbox;
import com.banxiang.platform.data.Rows;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** News that families are still to be told. */
@Component
final class FamilyNews {

    /** As one instance holds it. */
    record Untold(News news, int attempts, UUID lease) {}

    private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};

    private final DatabaseClient database;
    private final JsonMapper json;

    FamilyNews(DatabaseClient database, JsonMapper json) {
        this.database = database;
        this.json = json;
    }

    Mono<Void> add(News news, Instant now) {

        return database.sql("""
            insert into family_news (event_id, elder_id, type, params, data, occurred_at, due_at)
            values (:eventId, :elder, :type, :params::jsonb, :data::jsonb, :occurredAt, :now)
            """)
                .bind("eventId", news.eventId())
                .bind("elder", news.elder())
                .bind("type", news.type().text())
                .bind("params", json.writeValueAsString(news.params()))
                .bind("data", json.writeValueAsString(news.data()))
                .bind("occurredAt", news.occurredAt())
                .bind("now", now)
                .then();
    }

    /** Takes what is due, so that no other instance does until the lease ends. */
    Flux<Untold> claim(int limit, UUID lease, Instant now, Instant until) {

        return database.sql("""
               update family_news
                  set lease = :lease,
                      leased_until = :until
                where event_id in (select event_id
                                     from family_news
                                    where due_at <= :now
                                      and (leased_until is null or leased_until <= :now)
                                    order by due_at
                                    limit :limit
                                      for update skip locked)
            returning event_id, elder_id, type, params::text, data::text, occurred_at, attempts, lease
            """)
                .bind("lease", lease)
                .bind("until", until)
                .bind("now", now)
                .bind("limit", limit)
                .map(this::untold)
                .all();
    }

    /** False if somebody else holds it by now. */
    Mono<Boolean> done(Untold it) {

        return database.sql("""
            delete
              from family_news
             where event_id = :eventId
               and lease = :lease
            """)
                .bind("eventId", it.news().eventId())
                .bind("lease", it.lease())
                .fetch()
                .rowsUpdated()
                .map(many -> many > 0);
    }

    Mono<Void> postpone(Untold it, Instant dueAt) {

        return database.sql("""
            update family_news
               set due_at = :dueAt,
                   attempts = attempts + 1,
                   leased_until = null
             where event_id = :eventId
               and lease = :lease
            """)
                .bind("dueAt", dueAt)
                .bind("eventId", it.news().eventId())
                .bind("lease", it.lease())
                .then();
    }

    private Untold untold(Readable row) {
        return new Untold(
                new News(
                        Rows.column(row, "event_id", UUID.class),
                        Rows.column(row, "elder_id", UUID.class),
                        Inbox.Type.of(Rows.column(row, "type", String.class)),
                        json.readValue(Rows.column(row, "params", String.class), TEXTS),
                        json.readValue(Rows.column(row, "data", String.class), TEXTS),
                        Rows.column(row, "occurred_at", Instant.class)),
                Rows.column(row, "attempts", Integer.class),
                Rows.column(row, "lease", UUID.class));
    }
}
