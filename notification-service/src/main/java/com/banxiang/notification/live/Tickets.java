package com.banxiang.notification.live;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.banxiang.platform.data.Rows;
import com.banxiang.platform.security.Account;
import com.banxiang.platform.security.AccountKind;
import com.banxiang.platform.work.TimedWork;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Tickets for readers whose WebSocket can't send a header: good for one connection and a few seconds. */
@Component
final class Tickets {

    private static final int BYTES = 32;
    private static final Duration PURGE = Duration.ofMinutes(1);

    private final DatabaseClient database;
    private final LiveSettings settings;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    Tickets(DatabaseClient database, LiveSettings settings, TimedWork work, Clock clock) {
        this.database = database;
        this.settings = settings;
        this.clock = clock;
        work.every("forget expired tickets", PURGE, this::purge);
    }

    /** What the reader shows; only its hash is kept. */
    Mono<String> issue(Guest guest) {

        return Mono.fromSupplier(this::newTicket)
                .delayUntil(ticket -> database.sql("""
                    insert into ws_tickets (ticket_hash, account_kind, account_id, session_id, expires_at)
                    values (:hash, :kind, :id, :session, :expiresAt)
                    """)
                        .bind("hash", hash(ticket))
                        .bind("kind", guest.account().kind().text())
                        .bind("id", guest.account().id())
                        .bind("session", guest.session())
                        .bind("expiresAt", clock.instant().plus(settings.ticketLife()))
                        .then());
    }

    /** Empty if there is no such ticket, or it was used or is too old. */
    Mono<Guest> redeem(String ticket) {

        return database.sql("""
               delete
                 from ws_tickets
                where ticket_hash = :hash
            returning account_kind, account_id, session_id, expires_at
            """)
                .bind("hash", hash(ticket))
                .map(row -> new Redeemed(
                        new Guest(
                                new Account(
                                        AccountKind.of(Rows.column(row, "account_kind", String.class)),
                                        Rows.column(row, "account_id", UUID.class)),
                                Rows.column(row, "session_id", UUID.class)),
                        Rows.column(row, "expires_at", Instant.class)))
                .one()
                .filter(it -> clock.instant().isBefore(it.expiresAt()))
                .map(Redeemed::guest);
    }

    private record Redeemed(Guest guest, Instant expiresAt) {}

    private Mono<Void> purge() {

        return database.sql("""
            delete
              from ws_tickets
             where expires_at < :now
            """).bind("now", clock.instant()).then();
    }

    private String newTicket() {
        var bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static byte[] hash(String ticket) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(ticket.getBytes(UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
