package com.banxiang.user.trail;

import static com.banxiang.platform.data.Rows.column;
import static com.banxiang.platform.data.Rows.optional;

import com.banxiang.platform.security.Account;
import com.banxiang.platform.security.AccountKind;
import com.banxiang.platform.web.Cursor;
import com.banxiang.platform.web.Page;
import com.banxiang.platform.web.PageRequest;
import io.r2dbc.spi.Parameter;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The fleet's audit rows, as stored: the database lets nobody change or remove one. */
@Component
final class AuditTrail {

    private final DatabaseClient database;

    AuditTrail(DatabaseClient database) {
        this.database = database;
    }

    /** What is there already stays as it is. */
    Mono<Void> add(AuditEntry entry) {

        return database.sql("""
            insert into fleet_audit
                   (event_id, service, who_kind, who_id, through_service, what, whose_kind, whose_id, request_id, at)
            values (:id, :service, :whoKind, :whoId, :throughService, :what, :whoseKind, :whoseId, :requestId, :at)
                on conflict (event_id) do nothing
            """)
                .bind("id", entry.id())
                .bind("service", entry.service())
                .bind("whoKind", kind(entry.who()))
                .bind("whoId", id(entry.who()))
                .bind("throughService", Parameters.in(R2dbcType.VARCHAR, entry.throughService()))
                .bind("what", entry.what())
                .bind("whoseKind", kind(entry.whose()))
                .bind("whoseId", id(entry.whose()))
                .bind("requestId", entry.requestId())
                .bind("at", entry.at())
                .then();
    }

    /** Never empty. The newest first; each question has the index it needs, so the conditions are only those asked for. */
    Mono<Page<AuditEntry>> page(AuditQuery query, PageRequest request) {

        var conditions = new LinkedHashMap<String, Object>();
        put(conditions, "who_id = :who", query.who());
        put(conditions, "through_service = :service", query.service());
        put(conditions, "whose_id = :whose", query.whose());
        put(conditions, "at >= :from", query.from());
        put(conditions, "at < :until", query.until());

        var after = request.after();
        var statement = database.sql("""
            select event_id, service, who_kind, who_id, through_service, what, whose_kind, whose_id, request_id, at
              from fleet_audit
             where %s
             order by at desc, event_id desc
             limit :limit
            """.formatted(where(conditions, after)));
        for (var condition : conditions.entrySet()) {
            var name = condition.getKey().substring(condition.getKey().indexOf(':') + 1);
            statement = statement.bind(name, condition.getValue());
        }
        if (after != null) {
            statement = statement.bind("afterAt", after.at()).bind("afterId", after.id());
        }

        return statement
                .bind("limit", request.limitPlusOne())
                .map(AuditTrail::toEntry)
                .all()
                .collectList()
                .map(rows -> Page.of(rows, request.limit(), it -> new Cursor(it.at(), it.id())));
    }

    private static String where(Map<String, Object> conditions, @Nullable Cursor after) {
        var asked = conditions.isEmpty() ? "true" : String.join(" and ", conditions.keySet());
        return after == null ? asked : asked + " and (at, event_id) < (:afterAt, :afterId)";
    }

    private static void put(Map<String, Object> conditions, String condition, @Nullable Object value) {
        if (value != null) {
            conditions.put(condition, value);
        }
    }

    private static AuditEntry toEntry(Readable row) {
        return new AuditEntry(
                column(row, "event_id", UUID.class),
                column(row, "service", String.class),
                account(row, "who"),
                optional(row, "through_service", String.class),
                column(row, "what", String.class),
                account(row, "whose"),
                column(row, "request_id", String.class),
                column(row, "at", Instant.class));
    }

    private static @Nullable Account account(Readable row, String of) {
        var kind = optional(row, of + "_kind", String.class);
        return kind == null ? null : new Account(AccountKind.of(kind), column(row, of + "_id", UUID.class));
    }

    private static Parameter kind(@Nullable Account account) {
        return Parameters.in(
                R2dbcType.VARCHAR, account == null ? null : account.kind().text());
    }

    private static Parameter id(@Nullable Account account) {
        return account == null ? Parameters.in(UUID.class) : Parameters.in(account.id());
    }
}
