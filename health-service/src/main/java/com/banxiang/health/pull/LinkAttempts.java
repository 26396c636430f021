package com.banxiang.health.pull;

import static com.banxiang.platform.data.Rows.column;

import com.banxiang.platform.crypto.FieldCipher;
import io.r2dbc.spi.Readable;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Who is at a brand's page, as stored. */
@Component
final class LinkAttempts {

    private final DatabaseClient database;
    private final FieldCipher cipher;

    LinkAttempts(DatabaseClient database, FieldCipher cipher) {
        this.database = database;
        this.cipher = cipher;
    }

    /** Of one person only the newest counts. */
    Mono<Void> put(String state, Attempt it) {

        return database.sql("""
            insert into link_attempts (state_sha256, user_id, brand, link_id, verifier, expires_at)
            values (:state, :user, 'HUAWEI', :link, :verifier, :expiresAt)
                on conflict (user_id, brand) do update
               set state_sha256 = excluded.state_sha256, link_id = excluded.link_id, verifier = excluded.verifier,
                   expires_at = excluded.expires_at
            """)
                .bind("state", sha256(state))
                .bind("user", it.userId())
                .bind("link", it.linkId())
                .bind("verifier", cipher.encrypt(it.verifier()))
                .bind("expiresAt", it.expiresAt())
                .then();
    }

    /** For one taker only; empty for everybody else, and where there never was one. */
    Mono<Attempt> take(String state) {

        return database.sql("""
               delete from link_attempts
                where state_sha256 = :state
            returning user_id, link_id, verifier, expires_at
            """)
                .bind("state", sha256(state))
                .map(this::toAttempt)
                .one();
    }

    Mono<Void> forgetBefore(Instant time) {
        return database.sql("delete from link_attempts where expires_at < :time")
                .bind("time", time)
                .then();
    }

    private Attempt toAttempt(Readable row) {
        return new Attempt(
                column(row, "user_id", UUID.class),
                column(row, "link_id", UUID.class),
                cipher.decrypt(column(row, "verifier", byte[].class)),
                column(row, "expires_at", Instant.class));
    }

    static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
