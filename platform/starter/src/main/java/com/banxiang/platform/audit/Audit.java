package com.banxiang.platform.audit;

import com.banxiang.platform.security.Account;
import com.banxiang.platform.web.RequestContext;
import com.banxiang.platform.web.Unavailable;
import io.r2dbc.spi.Parameters;
import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/**
 * The service's audit log: rows can be added, never changed.
 *
 * <p>The row is written before the answer. What can't be remembered must not be read, so a failure to write is a failure
 * to read. Inside a transaction the row belongs to it.
 */
public final class Audit {

    private final DatabaseClient database;
    private final Clock clock;

    Audit(DatabaseClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * Compose it before the read. Fails with {@link Unavailable} if it can't be written.
     *
     * @param what the act in kebab-case, without values, such as {@code read-health-records}
     */
    public Mono<Void> read(Actor who, String what, Account whose) {

        var account = who.account();

        return RequestContext.current()
                .flatMap(request -> database.sql("""
                    insert into audit_log
                           (who_kind, who_id, who_service, what, whose_kind, whose_id, request_id, ip, at)
                    values (:whoKind, :whoId, :whoService, :what, :whoseKind, :whoseId, :requestId, :ip, :at)
                    """)
                        .bind(
                                "whoKind",
                                orNull(account == null ? null : account.kind().text(), String.class))
                        .bind("whoId", orNull(account == null ? null : account.id(), UUID.class))
                        .bind("whoService", orNull(who.service(), String.class))
                        .bind("what", what)
                        .bind("whoseKind", whose.kind().text())
                        .bind("whoseId", whose.id())
                        .bind("requestId", request.requestId())
                        .bind("ip", request.clientIp())
                        .bind("at", clock.instant())
                        .then())
                .onErrorMap(it -> new Unavailable("audit log", it));
    }

    private static Object orNull(@Nullable Object value, Class<?> type) {
        return value == null ? Parameters.in(type) : value;
    }
}
