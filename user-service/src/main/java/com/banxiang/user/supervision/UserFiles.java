package com.banxiang.user.supervision;

import static com.banxiang.platform.data.Rows.column;
import static com.banxiang.platform.data.Rows.optional;

import com.banxiang.platform.crypto.BlindIndex;
import com.banxiang.platform.crypto.FieldCipher;
import com.banxiang.platform.web.Cursor;
import com.banxiang.platform.web.Page;
import com.banxiang.platform.web.PageRequest;
import com.banxiang.user.supervision.UserFile.AccountStatus;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The accounts of app users, as stored; each way to look for them has its index. */
@Component
final class UserFiles {

    /** Of all whose name begins so; who types more letters gets the rest. */
    private static final int MOST_OF_A_NAME = 1_000;

    private static final String COLUMNS = """
        id, phone, nickname, avatar_url, birth_year, gender, city, district,
               status, status_reason, status_changed_at, created_at
        """;

    private static final String PAGE = """
         where (cast(:status as text) is null or status = :status)
           and (cast(:afterAt as timestamptz) is null or (created_at, id) < (:afterAt, :afterId))
         order by created_at desc, id desc
         limit :limit
        """;

    private final DatabaseClient database;
    private final FieldCipher cipher;
    private final BlindIndex index;

    UserFiles(DatabaseClient database, FieldCipher cipher, BlindIndex index) {
        this.database = database;
        this.cipher = cipher;
        this.index = index;
    }

    /** Never empty. The newest first. */
    Mono<Page<UserFile>> all(@Nullable AccountStatus status, PageRequest request) {
        return page(database.sql("select " + COLUMNS + " from users " + PAGE), status, request);
    }

    /** Never empty. Whose name begins so, the newest first. */
    Mono<Page<UserFile>> named(String beginning, @Nullable AccountStatus status, PageRequest request) {

        var sql = "select " + COLUMNS + """
              from (select *
                      from users
                     where nickname like :beginning
                     order by nickname using ~<~, id
                     limit :most) named
            """ + PAGE;

        var pattern = beginning.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%";
        return page(database.sql(sql).bind("beginning", pattern).bind("most", MOST_OF_A_NAME), status, request);
    }

    /** Never empty. Nobody or one. */
    Mono<Page<UserFile>> withPhone(String phone, @Nullable AccountStatus status) {
        return database.sql("select " + COLUMNS + " from users where phone_index = :phone")
                .bind("phone", index.of("users.phone", phone))
                .map(this::toFile)
                .all()
                .filter(it -> status == null || it.status() == status)
                .collectList()
                .map(Page::all);
    }

    /** Empty if unknown. */
    Mono<UserFile> find(UUID id) {
        return database.sql("select " + COLUMNS + " from users where id = :id")
                .bind("id", id)
                .map(this::toFile)
                .one();
    }

    /** Empty if unknown. Holds the row until the surrounding transaction ends; nobody signs in meanwhile. */
    Mono<UserFile> lock(UUID id) {
        return database.sql("select " + COLUMNS + " from users where id = :id for no key update")
                .bind("id", id)
                .map(this::toFile)
                .one();
    }

    Mono<Void> saveStatus(UserFile file, UUID by) {

        return database.sql("""
            update users
               set status = :status, status_reason = :reason, status_changed_at = :at, status_changed_by = :by,
                   version = version + 1
             where id = :id
            """)
                .bind("id", file.id())
                .bind("status", file.status().text())
                .bind("reason", Parameters.in(R2dbcType.VARCHAR, file.statusReason()))
                .bind("at", Parameters.in(R2dbcType.TIMESTAMP_WITH_TIME_ZONE, file.statusChangedAt()))
                .bind("by", by)
                .then();
    }

    private Mono<Page<UserFile>> page(GenericExecuteSpec query, @Nullable AccountStatus status, PageRequest request) {

        var after = request.after();

        return query.bind("status", Parameters.in(R2dbcType.VARCHAR, status == null ? null : status.text()))
                .bind("afterAt", Parameters.in(R2dbcType.TIMESTAMP_WITH_TIME_ZONE, after == null ? null : after.at()))
                .bind("afterId", after == null ? new UUID(0, 0) : after.id())
                .bind("limit", request.limitPlusOne())
                .map(this::toFile)
                .all()
                .collectList()
                .map(rows -> Page.of(rows, request.limit(), it -> new Cursor(it.createdAt(), it.id())));
    }

    private UserFile toFile(Readable row) {
        return new UserFile(
                column(row, "id", UUID.class),
                cipher.decrypt(column(row, "phone", byte[].class)),
                optional(row, "nickname", String.class),
                optional(row, "avatar_url", String.class),
                optional(row, "birth_year", Integer.class),
                optional(row, "gender", String.class),
                optional(row, "city", String.class),
                optional(row, "district", String.class),
                AccountStatus.of(column(row, "status", String.class)),
                optional(row, "status_reason", String.class),
                optional(row, "status_changed_at", Instant.class),
                column(row, "created_at", Instant.class));
    }
}
