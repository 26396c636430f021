package com.banxiang.user.login;

import static com.banxiang.platform.data.Rows.column;

import com.banxiang.platform.crypto.BlindIndex;
import com.banxiang.user.login.LoginSettings.Quota;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The codes that were sent, as stored: neither phone, nor address, nor code can be read from a row. */
@Component
final class LoginCodes {

    /** Advisory locks of this purpose; the second half says of whom. */
    private static final int LOCKS = 0x5153;

    /** A code that was asked for, of the phone or of the address that asks now. */
    record Sent(Instant at, boolean toPhone, boolean fromAddress) {}

    private final DatabaseClient database;
    private final BlindIndex index;

    LoginCodes(DatabaseClient database, BlindIndex index) {
        this.database = database;
        this.index = index;
    }

    byte[] indexOf(String phone) {
        return index.of("login-codes.phone", phone);
    }

    byte[] addressOf(String ip) {
        return index.of("login-codes.address", ip);
    }

    byte[] hashOf(UUID code, String digits) {
        return index.of("login-codes.code", code + ":" + digits);
    }

    /** Lets one request after the other count for this phone and this address, until the transaction ends. */
    Mono<Void> lock(byte[] phone, byte[] address) {

        return database.sql("""
            select pg_advisory_xact_lock(:locks, key)
              from (select hashtext(encode(subject, 'hex')) as key
                      from unnest(array[:phone, :address]) subject
                     order by 1) subjects
            """)
                .bind("locks", LOCKS)
                .bind("phone", phone)
                .bind("address", address)
                .then();
    }

    /** Lets one request after the other count for the fleet, until the transaction ends. */
    Mono<Void> lockFleet() {
        return database.sql("select pg_advisory_xact_lock(:locks)")
                .bind("locks", (long) LOCKS)
                .then();
    }

    /** What was asked for of this phone, or from this address, since then. */
    Flux<Sent> sentSince(byte[] phone, Instant phoneSince, byte[] address, Instant addressSince) {

        return database.sql("""
            select created_at, true as to_phone, false as from_address
              from login_codes
             where phone_index = :phone and created_at > :phoneSince and not discarded
             union all
            select created_at, false, true
              from login_codes
             where asked_from = :address and created_at > :addressSince
            """)
                .bind("phone", phone)
                .bind("phoneSince", phoneSince)
                .bind("address", address)
                .bind("addressSince", addressSince)
                .map(row -> new Sent(
                        column(row, "created_at", Instant.class),
                        column(row, "to_phone", Boolean.class),
                        column(row, "from_address", Boolean.class)))
                .all();
    }

    /** Of the whole fleet, as many as the quota looks at, newest first. */
    Flux<Instant> newest(Quota fleet, Instant now) {

        return database.sql("""
            select created_at
              from login_codes
             where created_at > :since
             order by created_at desc
             limit :most
            """)
                .bind("since", now.minus(fleet.within()))
                .bind("most", fleet.most())
                .mapValue(Instant.class)
                .all();
    }

    Mono<Void> add(UUID id, byte[] phone, Purpose purpose, byte[] hash, byte[] address, Instant now) {

        return database.sql("""
            insert into login_codes (id, phone_index, purpose, code_hash, asked_from, created_at, expires_at)
            values (:id, :phone, :purpose, :hash, :address, :now, :expiresAt)
            """)
                .bind("id", id)
                .bind("phone", phone)
                .bind("purpose", purpose.text())
                .bind("hash", hash)
                .bind("address", address)
                .bind("now", now)
                .bind("expiresAt", now.plus(LoginCode.LIFE))
                .then();
    }

    /** The vendor did not send it: the code before it is the newest again. */
    Mono<Void> discard(UUID id) {
        return database.sql("update login_codes set discarded = true where id = :id")
                .bind("id", id)
                .then();
    }

    /** Nobody could even try to send it: as if it had never been asked for. */
    Mono<Void> remove(UUID id) {
        return database.sql("delete from login_codes where id = :id")
                .bind("id", id)
                .then();
    }

    /** Empty if none was sent. */
    Mono<LoginCode> findNewest(byte[] phone, Purpose purpose) {

        return database.sql("""
            select id, code_hash, expires_at, wrong_tries, spent_at is not null as spent
              from login_codes
             where phone_index = :phone and purpose = :purpose and not discarded
             order by created_at desc, id desc
             limit 1
            """)
                .bind("phone", phone)
                .bind("purpose", purpose.text())
                .map(LoginCodes::toCode)
                .one();
    }

    Mono<Void> spend(UUID id, Instant now) {
        return database.sql("update login_codes set spent_at = :now where id = :id")
                .bind("now", now)
                .bind("id", id)
                .then();
    }

    Mono<Void> countWrongTry(UUID id) {
        return database.sql("update login_codes set wrong_tries = wrong_tries + 1 where id = :id")
                .bind("id", id)
                .then();
    }

    /** So many at a time. Answers how many there were. */
    Mono<Long> forget(Instant createdBefore, int most) {

        return database.sql("""
            delete from login_codes
             where id in (select id from login_codes where created_at < :before limit :most)
            """)
                .bind("before", createdBefore)
                .bind("most", most)
                .fetch()
                .rowsUpdated();
    }

    private static LoginCode toCode(Readable row) {
        return new LoginCode(
                column(row, "id", UUID.class),
                column(row, "code_hash", byte[].class),
                column(row, "expires_at", Instant.class),
                column(row, "wrong_tries", Integer.class),
                column(row, "spent", Boolean.class));
    }
}
