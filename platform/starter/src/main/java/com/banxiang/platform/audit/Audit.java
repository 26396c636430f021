package com.banxiang.platform.audit;

import com.banxiang.platform.outbox.Outbox;
import com.banxiang.platform.outbox.OutboxEntry;
import com.banxiang.platform.security.Account;
import com.banxiang.platform.web.RequestContext;
import com.banxiang.platform.web.Unavailable;
import io.r2dbc.spi.Parameters;
import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import reactor.core.publisher.Mono;

/**
 * The service's audit log: rows can be added, never changed. Each is also told to the fleet, by one statement with the
 * row itself.
 *
 * <p>The row is written before the answer. What can't be remembered must not be read, so a failure to write is a failure
 * to read. Inside a transaction the row belongs to it.
 */
public final class Audit {

    private static final String INSERT = """
        with row as (
            insert into audit_log
                   (who_kind, who_id, who_service, what, whose_kind, whose_id, request_id, ip, at)
            values (:whoKind, :whoId, :whoService, :what, :whoseKind, :whoseId, :requestId, :ip, :at)
            returning id)
        """ + OutboxEntry.INSERT + " from row";

    private final DatabaseClient database;
    private final Outbox outbox;
    private final Clock clock;
    private final String service;

    Audit(DatabaseClient database, Outbox outbox, Clock clock, String service) {
        this.database = database;
        this.outbox = outbox;
        this.clock = clock;
        this.service = service;
    }

    /**
     * Compose it before the read. Fails with {@link Unavailable} if it can't be written.
     *
     * @param what the act in kebab-case, without values, such as {@code read-health-records}
     */
    public Mono<Void> read(Actor who, String what, Account whose) {
        return add(who, what, whose);
    }

    /** Something was done to the service itself, and to nobody's data. Compose it before the act. */
    public Mono<Void> act(Actor who, String what) {
        return add(who, what, null);
    }

    /** Something was done to somebody's data. Compose it before the act. */
    public Mono<Void> act(Actor who, String what, Account whose) {
        return add(who, what, whose);
    }

    private Mono<Void> add(Actor who, String what, @Nullable Account whose) {

        return RequestContext.current()
                .flatMap(request -> {
                    var event = new AuditEvent(
                            service, who.account(), who.service(), what, whose, request.requestId(), clock.instant());
                    return outbox.entry(AuditEvent.TOPIC, event)
                            .causedBy(request)
                            .bind(bound(database.sql(INSERT), event))
                            .bind("ip", request.clientIp())
                            .then();
                })
                .then(outbox.wake())
                .onErrorMap(it -> new Unavailable("audit log", it));
    }

    private static GenericExecuteSpec bound(GenericExecuteSpec statement, AuditEvent it) {
        return statement
                .bind("whoKind", kind(it.who()))
                .bind("whoId", id(it.who()))
                .bind("whoService", orNull(it.throughService(), String.class))
                .bind("what", it.what())
                .bind("whoseKind", kind(it.whose()))
                .bind("whoseId", id(it.whose()))
                .bind("requestId", it.requestId())
                .bind("at", it.occurredAt());
    }

    private static Object kind(@Nullable Account account) {
        return orNull(account == null ? null : account.kind().text(), String.class);
    }

    private static Object id(@Nullable Account account) {
        return orNull(account == null ? null : account.id(), UUID.class);
    }

    private static Object orNull(@Nullable Object value, Class<?> type) {
        return value == null ? Parameters.in(type) : value;
    }
}
