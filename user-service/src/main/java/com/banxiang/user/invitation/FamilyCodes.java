package com.banxiang.user.invitation;

import static com.banxiang.platform.data.Rows.column;
import static com.banxiang.platform.data.Rows.optional;

import com.banxiang.platform.crypto.BlindIndex;
import com.banxiang.platform.security.Account;
import com.banxiang.platform.security.AccountKind;
import com.banxiang.user.consent.Scope;
import io.r2dbc.postgresql.codec.PostgresqlObjectId;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The family codes, as stored: found by a keyed hash, so that the table gives none away. */
@Component
final class FamilyCodes {

    private final DatabaseClient database;
    private final BlindIndex index;

    FamilyCodes(DatabaseClient database, BlindIndex index) {
        this.database = database;
        this.index = index;
    }

    /** Empty if there is no such account. Whatever becomes of an elder's codes and links comes one after the other. */
    Mono<UUID> lockElder(UUID elder) {
        return database.sql("select id from users where id = :elder for no key update")
                .bind("elder", elder)
                .mapValue(UUID.class)
                .one();
    }

    /** Only the newest is good. What was redeemed stays as it is. */
    Mono<Void> voidOpen(UUID elder, Instant now) {

        return database.sql("""
            update family_codes
               set voided_at = :now
             where user_id = :elder and redeemed_at is null and voided_at is null
            """).bind("elder", elder).bind("now", now).then();
    }

    /** The child has left the family: the code it came with must not bring it back. */
    Mono<Void> voidRedeemed(UUID elder, Account child, Instant now) {

        return database.sql("""
            update family_codes
               set voided_at = :now
             where user_id = :elder and redeemed_kind = :kind and redeemed_by = :child and voided_at is null
            """)
                .bind("elder", elder)
                .bind("kind", child.kind().text())
                .bind("child", child.id())
                .bind("now", now)
                .then();
    }

    /** False if somebody else happens to have the same code. */
    Mono<Boolean> add(FamilyCode code, String clear, Instant now) {

        return database.sql("""
            insert into family_codes (id, user_id, code_hash, scopes, consent_version, created_at, expires_at)
            values (:id, :elder, :hash, :scopes, :consentVersion, :now, :expiresAt)
                on conflict on constraint one_code_one_owner do nothing
            """)
                .bind("id", code.id())
                .bind("elder", code.elder())
                .bind("hash", hashOf(clear))
                .bind("scopes", Parameters.in(PostgresqlObjectId.TEXT_ARRAY, texts(code.scopes())))
                .bind("consentVersion", code.consentVersion())
                .bind("now", now)
                .bind("expiresAt", code.expiresAt())
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }

    /**
     * Whose code it is; empty if nobody has such a code. Holds the elder, not the code, until the surrounding
     * transaction ends: whoever makes, redeems and voids codes takes the same lock first, so that no two of them ever wait
     * for each other.
     */
    Mono<UUID> lockElderOf(String clear) {

        return database.sql("""
            select id
              from users
             where id = (select user_id from family_codes where code_hash = :hash)
               for no key update
            """)
                .bind("hash", hashOf(clear))
                .mapValue(UUID.class)
                .one();
    }

    /** Empty if nobody has such a code; for whoever holds its elder. */
    Mono<FamilyCode> find(String clear) {

        return database.sql("""
            select id, user_id, scopes, consent_version, expires_at, voided_at is not null as voided,
                   redeemed_kind, redeemed_by, granted
              from family_codes
             where code_hash = :hash
            """)
                .bind("hash", hashOf(clear))
                .map(FamilyCodes::toCode)
                .one();
    }

    Mono<Void> redeemed(FamilyCode code, Account child, Set<Scope> granted, Instant now) {

        return database.sql("""
            update family_codes
               set redeemed_at = :now, redeemed_kind = :kind, redeemed_by = :child, granted = :granted
             where id = :id
            """)
                .bind("id", code.id())
                .bind("now", now)
                .bind("kind", child.kind().text())
                .bind("child", child.id())
                .bind("granted", Parameters.in(PostgresqlObjectId.TEXT_ARRAY, texts(granted)))
                .then();
    }

    /** Codes nobody redeemed; the others are the record of a consent. */
    Mono<Void> forgetUnused(Instant expiredBefore) {

        return database.sql("""
            delete from family_codes
             where redeemed_at is null and expires_at < :before
            """).bind("before", expiredBefore).then();
    }

    private byte[] hashOf(String clear) {
        return index.of("family-codes.code", clear);
    }

    private static FamilyCode toCode(Readable row) {

        var redeemedBy = optional(row, "redeemed_by", UUID.class);
        var kind = optional(row, "redeemed_kind", String.class);

        return new FamilyCode(
                column(row, "id", UUID.class),
                column(row, "user_id", UUID.class),
                scopes(optional(row, "scopes", String[].class)),
                column(row, "consent_version", String.class),
                column(row, "expires_at", Instant.class),
                column(row, "voided", Boolean.class),
                redeemedBy == null || kind == null ? null : new Account(AccountKind.of(kind), redeemedBy),
                scopes(optional(row, "granted", String[].class)));
    }

    private static @Nullable Set<Scope> scopes(String @Nullable [] texts) {
        return texts == null
                ? null
                : Scope.inOrder(Arrays.stream(texts)
                        .map(it -> Scope.valueOf(it.toUpperCase(Locale.ROOT)))
                        .toList());
    }

    private static String @Nullable [] texts(@Nullable Set<Scope> scopes) {
        return scopes == null
                ? null
                : scopes.stream().map(it -> it.name().toLowerCase(Locale.ROOT)).toArray(String[]::new);
    }
}
