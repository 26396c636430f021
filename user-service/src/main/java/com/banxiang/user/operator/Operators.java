package com.banxiang.user.operator;

import static com.banxiang.platform.data.Rows.column;
import static com.banxiang.platform.data.Rows.optional;

import com.banxiang.platform.crypto.FieldCipher;
import com.banxiang.platform.web.Cursor;
import com.banxiang.platform.web.Page;
import com.banxiang.platform.web.PageRequest;
import com.banxiang.user.credential.OneTimeSecret;
import io.r2dbc.spi.Parameter;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The operators, as stored. */
@Component
final class Operators {

    private static final String COLUMNS = """
        id, username, roles, doctor_id, staff_id, otp_secret is not null as otp, status, created_at
        """;

    private final DatabaseClient database;
    private final FieldCipher cipher;

    Operators(DatabaseClient database, FieldCipher cipher) {
        this.database = database;
        this.cipher = cipher;
    }

    /** Empty if unknown. */
    Mono<Operator> find(UUID id) {
        return database.sql("select " + COLUMNS + " from operators where id = :id")
                .bind("id", id)
                .map(Operators::toOperator)
                .one();
    }

    /** Empty if unknown. Holds the row until the surrounding transaction ends. */
    Mono<Operator> lock(UUID id) {
        return database.sql("select " + COLUMNS + " from operators where id = :id for update")
                .bind("id", id)
                .map(Operators::toOperator)
                .one();
    }

    /** Everybody who administers the house; nobody else can change that until the surrounding transaction ends. */
    Flux<UUID> lockAdmins() {
        return database.sql("""
            select id
              from operators
             where status = 'active' and 'ADMIN' = any(roles)
             order by id
               for update
            """).mapValue(UUID.class).all();
    }

    /** Never empty. */
    Mono<Boolean> anybody() {
        return database.sql("select exists (select from operators)")
                .mapValue(Boolean.class)
                .one();
    }

    /** Never empty. */
    Mono<Boolean> knows(String username) {
        return database.sql("select exists (select from operators where username = :username)")
                .bind("username", username)
                .mapValue(Boolean.class)
                .one();
    }

    /** Never empty. The newest first. */
    Mono<Page<Operator>> page(PageRequest request) {

        var after = request.after();

        return database.sql("select " + COLUMNS + """
              from operators
             where cast(:afterAt as timestamptz) is null or (created_at, id) < (:afterAt, :afterId)
             order by created_at desc, id desc
             limit :limit
            """)
                .bind("afterAt", Parameters.in(R2dbcType.TIMESTAMP_WITH_TIME_ZONE, after == null ? null : after.at()))
                .bind("afterId", after == null ? new UUID(0, 0) : after.id())
                .bind("limit", request.limitPlusOne())
                .map(Operators::toOperator)
                .all()
                .collectList()
                .map(rows -> Page.of(rows, request.limit(), it -> new Cursor(it.createdAt(), it.id())));
    }

    /** Empty if nobody has this name. */
    Mono<Credentials> credentials(String username) {
        return credentials("username = :key", username);
    }

    /** Empty if unknown. Holds the row until the surrounding transaction ends. */
    Mono<Credentials> lockCredentials(UUID id) {
        return credentials("id = :key for update", id);
    }

    /** Answers whether the name was free. */
    Mono<Boolean> add(Operator operator, String passwordHash, @Nullable OneTimeSecret secret) {

        return database.sql("""
            insert into operators
                   (id, username, password_hash, roles, doctor_id, staff_id, otp_secret, created_at)
            values (:id, :username, :passwordHash, :roles, :doctorId, :staffId, :otpSecret, :createdAt)
                on conflict on constraint one_operator_per_username do nothing
            """)
                .bind("id", operator.id())
                .bind("username", operator.username())
                .bind("passwordHash", passwordHash)
                .bind("roles", roles(operator))
                .bind("doctorId", id(operator.doctorId()))
                .bind("staffId", id(operator.staffId()))
                .bind("otpSecret", encrypted(secret))
                .bind("createdAt", operator.createdAt())
                .fetch()
                .rowsUpdated()
                .map(rows -> rows > 0);
    }

    /** Everything but credentials. */
    Mono<Void> save(Operator operator) {

        return database.sql("""
            update operators
               set roles = :roles, doctor_id = :doctorId, staff_id = :staffId, status = :status, version = version + 1
             where id = :id
            """)
                .bind("id", operator.id())
                .bind("roles", roles(operator))
                .bind("doctorId", id(operator.doctorId()))
                .bind("staffId", id(operator.staffId()))
                .bind("status", operator.disabled() ? "disabled" : "active")
                .then();
    }

    Mono<Void> savePassword(UUID id, String hash) {
        return database.sql("update operators set password_hash = :hash, version = version + 1 where id = :id")
                .bind("id", id)
                .bind("hash", hash)
                .then();
    }

    /** @param secret null for no codes any more */
    Mono<Void> saveSecret(UUID id, @Nullable OneTimeSecret secret) {

        return database.sql("""
            update operators
               set otp_secret = :secret, otp_step = null, version = version + 1
             where id = :id
            """)
                .bind("id", id)
                .bind("secret", encrypted(secret))
                .then();
    }

    /** From now on only codes of later steps are good. */
    Mono<Void> use(UUID id, long step) {
        return database.sql("update operators set otp_step = :step where id = :id")
                .bind("id", id)
                .bind("step", step)
                .then();
    }

    private Mono<Credentials> credentials(String condition, Object key) {

        return database.sql("select id, password_hash, otp_secret, otp_step, status from operators where " + condition)
                .bind("key", key)
                .map(row -> {
                    var secret = optional(row, "otp_secret", byte[].class);
                    var step = optional(row, "otp_step", Long.class);
                    return new Credentials(
                            column(row, "id", UUID.class),
                            column(row, "password_hash", String.class),
                            secret == null ? null : OneTimeSecret.of(cipher.decrypt(secret)),
                            step == null ? Credentials.NEVER : step,
                            isDisabled(row));
                })
                .one();
    }

    private Parameter encrypted(@Nullable OneTimeSecret secret) {
        return secret == null ? Parameters.in(byte[].class) : Parameters.in(cipher.encrypt(secret.text()));
    }

    private static Operator toOperator(Readable row) {
        return new Operator(
                column(row, "id", UUID.class),
                column(row, "username", String.class),
                Role.of(List.of(column(row, "roles", String[].class))),
                optional(row, "doctor_id", UUID.class),
                optional(row, "staff_id", UUID.class),
                column(row, "otp", Boolean.class),
                isDisabled(row),
                column(row, "created_at", Instant.class));
    }

    private static boolean isDisabled(Readable row) {
        return "disabled".equals(column(row, "status", String.class));
    }

    private static String[] roles(Operator operator) {
        return Role.names(operator.roles()).toArray(String[]::new);
    }

    private static Parameter id(@Nullable UUID id) {
        return id == null ? Parameters.in(UUID.class) : Parameters.in(id);
    }
}
