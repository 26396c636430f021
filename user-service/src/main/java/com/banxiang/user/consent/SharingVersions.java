package com.banxiang.user.consent;

import static com.banxiang.platform.data.Rows.column;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.EnumSet;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What was shared when, as stored. */
@Component
final class SharingVersions {

    /** What neighbours ask for in one go. */
    record Shared(Sharing sharing, boolean healthConsent) {}

    private final DatabaseClient database;

    SharingVersions(DatabaseClient database) {
        this.database = database;
    }

    /** Empty if there is no such account. Holds it until the surrounding transaction ends. */
    Mono<UUID> lockOwner(UUID user) {
        return database.sql("select id from users where id = :user for no key update")
                .bind("user", user)
                .mapValue(UUID.class)
                .one();
    }

    /** Empty if the person never decided. */
    Mono<Sharing> newest(UUID user) {

        return database.sql("""
            select version, health, activities, location, pay
              from sharing_versions
             where user_id = :user
             order by version desc
             limit 1
            """)
                .bind("user", user)
                .map(SharingVersions::toSharing)
                .one();
    }

    /** Empty if there is no such account. */
    Mono<Shared> shared(UUID user) {

        return database.sql("""
            select coalesce(newest.version, 0) as version, newest.health, newest.activities, newest.location,
                   newest.pay, coalesce(consent.stands, false) as health_consent
              from users
                   left join lateral (
                       select version, health, activities, location, pay
                         from sharing_versions
                        where user_id = users.id
                        order by version desc
                        limit 1) newest on true
                   left join lateral (
                       select withdrawn_at is null as stands
                         from consents
                        where user_id = users.id and document = 'health'
                        order by granted_at desc
                        limit 1) consent on true
             where users.id = :user
            """)
                .bind("user", user)
                .map(row -> new Shared(
                        column(row, "version", Long.class) == 0 ? Sharing.NEVER_DECIDED : toSharing(row),
                        column(row, "health_consent", Boolean.class)))
                .one();
    }

    Mono<Void> add(UUID user, Sharing sharing, String consentVersion, Instant now) {

        return database.sql("""
            insert into sharing_versions
                   (user_id, version, health, activities, location, pay, consent_version, since)
            values (:user, :version, :health, :activities, :location, :pay, :consentVersion, :now)
            """)
                .bind("user", user)
                .bind("version", sharing.version())
                .bind("health", sharing.has(Scope.HEALTH))
                .bind("activities", sharing.has(Scope.ACTIVITIES))
                .bind("location", sharing.has(Scope.LOCATION))
                .bind("pay", sharing.has(Scope.PAY))
                .bind("consentVersion", consentVersion)
                .bind("now", now)
                .then();
    }

    private static Sharing toSharing(Readable row) {

        var scopes = EnumSet.noneOf(Scope.class);
        for (var scope : Scope.values()) {
            if (column(row, columnOf(scope), Boolean.class)) {
                scopes.add(scope);
            }
        }

        return new Sharing(scopes, column(row, "version", Long.class));
    }

    private static String columnOf(Scope scope) {
        return switch (scope) {
            case HEALTH -> "health";
            case ACTIVITIES -> "activities";
            case LOCATION -> "location";
            case PAY -> "pay";
        };
    }
}
