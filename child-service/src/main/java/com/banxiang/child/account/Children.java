package com.banxiang.child.account;

import static com.banxiang.platform.data.Rows.column;
import static com.banxiang.platform.data.Rows.optional;

import com.banxiang.child.wechat.WeChatAnswer.Identity;
import com.banxiang.platform.crypto.BlindIndex;
import com.banxiang.platform.crypto.FieldCipher;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The children's accounts, as stored. */
@Component
public final class Children {

    private static final String OPENID = "children.openid";

    /** @param isNew whether this login made the account */
    record Arrival(Child child, boolean isNew) {}

    private final DatabaseClient database;
    private final FieldCipher cipher;
    private final BlindIndex index;

    Children(DatabaseClient database, FieldCipher cipher, BlindIndex index) {
        this.database = database;
        this.cipher = cipher;
        this.index = index;
    }

    /**
     * The account of a WeChat identity, made if there is none; one statement, so that logins at once make one account.
     * The row that is there is touched to be returned; {@code xmax} is 0 only in a row this statement made.
     */
    Mono<Arrival> arrive(Identity identity, UUID newId, Instant now) {

        var unionid = identity.unionid();

        return database.sql("""
            insert into children (id, openid, openid_index, unionid, nickname, created_at)
            values (:id, :openid, :openidIndex, :unionid, :nickname, :now)
            on conflict on constraint one_account_per_openid
               do update set unionid = coalesce(excluded.unionid, children.unionid)
            returning id, nickname, avatar_url, phone, created_at, xmax = 0 as is_new
            """)
                .bind("id", newId)
                .bind("openid", cipher.encrypt(identity.openid()))
                .bind("openidIndex", index.of(OPENID, identity.openid()))
                .bind("unionid", unionid == null ? Parameters.in(byte[].class) : cipher.encrypt(unionid))
                .bind("nickname", Child.NAMELESS)
                .bind("now", now)
                .map(row -> new Arrival(toChild(row), column(row, "is_new", Boolean.class)))
                .one();
    }

    /** Empty if unknown. */
    Mono<Child> find(UUID id) {

        return database.sql("""
            select id, nickname, avatar_url, phone, created_at
              from children
             where id = :id
            """).bind("id", id).map(this::toChild).one();
    }

    /** Never empty; fails with {@link UnknownChild}. */
    public Mono<Child> known(UUID id) {
        return find(id).switchIfEmpty(Mono.error(() -> new UnknownChild(id)));
    }

    /** Those that are known, by id. */
    public Mono<Map<UUID, Child>> named(Collection<UUID> ids) {

        return ids.isEmpty()
                ? Mono.just(Map.of())
                : database.sql("""
                    select id, nickname, avatar_url, phone, created_at
                      from children
                     where id = any(:ids)
                    """)
                        .bind("ids", ids.toArray(UUID[]::new))
                        .map(this::toChild)
                        .all()
                        .collectMap(Child::id);
    }

    /** Never empty; fails with {@link UnknownChild}. Holds the row until the surrounding transaction ends. */
    public Mono<Child> lock(UUID id) {

        return database.sql("""
            select id, nickname, avatar_url, phone, created_at
              from children
             where id = :id
               for update
            """)
                .bind("id", id)
                .map(this::toChild)
                .one()
                .switchIfEmpty(Mono.error(() -> new UnknownChild(id)));
    }

    Mono<Void> rename(UUID id, String nickname, @Nullable String avatarUrl) {

        return database.sql("""
            update children
               set nickname = :nickname, avatar_url = :avatarUrl
             where id = :id
            """)
                .bind("id", id)
                .bind("nickname", nickname)
                .bind("avatarUrl", avatarUrl == null ? Parameters.in(String.class) : avatarUrl)
                .then();
    }

    /** Empty if unknown. */
    Mono<Child> keepPhone(UUID id, String phone) {

        return database.sql("""
               update children
                  set phone = :phone
                where id = :id
            returning id, nickname, avatar_url, phone, created_at
            """)
                .bind("id", id)
                .bind("phone", cipher.encrypt(phone))
                .map(this::toChild)
                .one();
    }

    private Child toChild(Readable row) {

        var phone = optional(row, "phone", byte[].class);

        return new Child(
                column(row, "id", UUID.class),
                column(row, "nickname", String.class),
                optional(row, "avatar_url", String.class),
                phone == null ? null : cipher.decrypt(phone),
                column(row, "created_at", Instant.class));
    }
}
