package com.banxiang.notification.preference;

import com.banxiang.notification.delivery.Channel;
import com.banxiang.notification.inbox.Inbox;
import com.banxiang.notification.preference.Preferences.Switch;
import com.banxiang.platform.data.Rows;
import com.banxiang.platform.security.Account;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What people said they want; who never said anything has no row. */
@Component
final class StoredPreferences {

    private final DatabaseClient database;

    StoredPreferences(DatabaseClient database) {
        this.database = database;
    }

    /** Never empty. */
    Mono<Preferences> find(Account of) {

        return database.sql("""
            select switched_off, quiet_from, quiet_to, quiet_enabled, hold_warnings
              from preferences
             where account_kind = :kind
               and account_id = :id
            """)
                .bind("kind", of.kind().text())
                .bind("id", of.id())
                .map(StoredPreferences::preferences)
                .one()
                .defaultIfEmpty(Preferences.USUAL);
    }

    /** Never empty. Holds the row until the transaction ends, and makes one of the usual where there is none. */
    Mono<Preferences> lock(Account of, Instant now) {

        var usual = QuietHours.USUAL;
        return database.sql("""
               insert into preferences (account_kind, account_id, switched_off, quiet_from, quiet_to, quiet_enabled,
                                        hold_warnings, updated_at)
               values (:kind, :id, '{}', :from, :to, :enabled, :holdWarnings, :now)
                   on conflict (account_kind, account_id) do update
                  set updated_at = excluded.updated_at
            returning switched_off, quiet_from, quiet_to, quiet_enabled, hold_warnings
            """)
                .bind("kind", of.kind().text())
                .bind("id", of.id())
                .bind("from", usual.from())
                .bind("to", usual.to())
                .bind("enabled", usual.enabled())
                .bind("holdWarnings", usual.holdWarnings())
                .bind("now", now)
                .map(StoredPreferences::preferences)
                .one();
    }

    Mono<Void> save(Account of, Preferences preferences) {

        var quiet = preferences.quietHours();
        return database.sql("""
            update preferences
               set switched_off = :off,
                   quiet_from = :from,
                   quiet_to = :to,
                   quiet_enabled = :enabled,
                   hold_warnings = :holdWarnings
             where account_kind = :kind
               and account_id = :id
            """)
                .bind(
                        "off",
                        preferences.off().stream()
                                .map(StoredPreferences::text)
                                .sorted()
                                .toArray(String[]::new))
                .bind("from", quiet.from())
                .bind("to", quiet.to())
                .bind("enabled", quiet.enabled())
                .bind("holdWarnings", quiet.holdWarnings())
                .bind("kind", of.kind().text())
                .bind("id", of.id())
                .then();
    }

    private static Preferences preferences(Readable row) {
        return new Preferences(
                Arrays.stream(Rows.column(row, "switched_off", String[].class))
                        .map(StoredPreferences::read)
                        .collect(Collectors.toSet()),
                new QuietHours(
                        Rows.column(row, "quiet_from", LocalTime.class),
                        Rows.column(row, "quiet_to", LocalTime.class),
                        Rows.column(row, "quiet_enabled", Boolean.class),
                        Rows.column(row, "hold_warnings", Boolean.class)));
    }

    private static String text(Switch it) {
        return it.kind().text() + "." + it.channel().text();
    }

    private static Switch read(String text) {
        var dot = text.indexOf('.');
        return new Switch(Inbox.Kind.of(text.substring(0, dot)), Channel.Kind.of(text.substring(dot + 1)));
    }
}
