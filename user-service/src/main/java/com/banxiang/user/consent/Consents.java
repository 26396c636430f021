package com.banxiang.user.consent;

import static com.banxiang.platform.data.Rows.column;
import static com.banxiang.platform.data.Rows.optional;

import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Who agreed to what, as stored: rows are added, and withdrawn, never removed. */
@Component
final class Consents {

    private final DatabaseClient database;

    Consents(DatabaseClient database) {
        this.database = database;
    }

    /** Empty if there is no such account. Changes of one person's consents wait for each other. */
    Mono<UUID> lockOwner(UUID user) {
        return database.sql("select id from users where id = :user for no key update")
                .bind("user", user)
                .mapValue(UUID.class)
                .one();
    }

    /** The newest of each document. */
    Flux<Consent> of(UUID user) {

        return database.sql("""
            select distinct on (document) document, version, granted_at, withdrawn_at
              from consents
             where user_id = :user
             order by document, granted_at desc
            """).bind("user", user).map(Consents::toConsent).all();
    }

    /** Empty if they were never asked. */
    Mono<Consent> newest(UUID user, Document document) {

        return database.sql("""
            select document, version, granted_at, withdrawn_at
              from consents
             where user_id = :user and document = :document
             order by granted_at desc
             limit 1
            """)
                .bind("user", user)
                .bind("document", document.text())
                .map(Consents::toConsent)
                .one();
    }

    Mono<Void> add(UUID user, Consent consent) {

        return database.sql("""
            insert into consents (user_id, document, version, granted_at, withdrawn_at)
            values (:user, :document, :version, :at, :withdrawnAt)
            """)
                .bind("user", user)
                .bind("document", consent.document().text())
                .bind("version", consent.version())
                .bind("at", consent.at())
                .bind("withdrawnAt", Parameters.in(R2dbcType.TIMESTAMP_WITH_TIME_ZONE, consent.withdrawnAt()))
                .then();
    }

    Mono<Void> withdraw(UUID user, Consent consent, Instant now) {

        return database.sql("""
            update consents
               set withdrawn_at = :now
             where user_id = :user and document = :document and granted_at = :at
            """)
                .bind("user", user)
                .bind("document", consent.document().text())
                .bind("at", consent.at())
                .bind("now", now)
                .then();
    }

    private static Consent toConsent(Readable row) {
        return new Consent(
                Document.of(column(row, "document", String.class)),
                column(row, "version", String.class),
                column(row, "granted_at", Instant.class),
                optional(row, "withdrawn_at", Instant.class));
    }
}
