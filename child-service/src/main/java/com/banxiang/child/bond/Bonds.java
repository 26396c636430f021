package com.banxiang.child.bond;

import static com.banxiang.platform.data.Rows.column;
import static com.banxiang.platform.data.Rows.optional;

import com.banxiang.platform.crypto.BlindIndex;
import com.banxiang.platform.crypto.FieldCipher;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The bonds, as stored. */
@Component
final class Bonds {

    private static final String CODE = "redeemed_codes.code";

    private static final String COLUMNS = """
        b.link_id, b.child_id, b.parent_id, b.relationship, b.notification_enabled, b.alert_phone, b.version,
        b.linked_at, b.ended_at
        """;

    private final DatabaseClient database;
    private final FieldCipher cipher;
    private final BlindIndex index;

    Bonds(DatabaseClient database, FieldCipher cipher, BlindIndex index) {
        this.database = database;
        this.cipher = cipher;
        this.index = index;
    }

    /** Empty if they are not bound now. */
    Mono<Bond> findLive(UUID child, UUID parent) {

        return database.sql("select " + COLUMNS + """
              from bonds b
             where child_id = :child and parent_id = :parent and ended_at is null
            """)
                .bind("child", child)
                .bind("parent", parent)
                .map(this::toBond)
                .one();
    }

    /** Empty if they are not bound now. Holds the row until the surrounding transaction ends. */
    Mono<Bond> lockLive(UUID child, UUID parent) {

        return database.sql("select " + COLUMNS + """
              from bonds b
             where child_id = :child and parent_id = :parent and ended_at is null
               for update
            """)
                .bind("child", child)
                .bind("parent", parent)
                .map(this::toBond)
                .one();
    }

    /** The bond, live or ended, to which this code once led this child; empty if none. */
    Mono<Bond> findByCode(UUID child, String code) {

        return database.sql("select " + COLUMNS + """
              from redeemed_codes c
              join bonds b on b.link_id = c.link_id
             where c.child_id = :child and c.code_index = :code
            """)
                .bind("child", child)
                .bind("code", index.of(CODE, code))
                .map(this::toBond)
                .one();
    }

    /** Empty if unknown. Holds the row until the surrounding transaction ends. */
    Mono<Bond> lock(UUID linkId) {

        return database.sql("select " + COLUMNS + """
              from bonds b
             where link_id = :linkId
               for update
            """)
                .bind("linkId", linkId)
                .map(this::toBond)
                .one();
    }

    /** The live bonds of a child, oldest first; there are never more than its limit. */
    Flux<Bond> findLiveOf(UUID child) {

        return database.sql("select " + COLUMNS + """
              from bonds b
             where child_id = :child and ended_at is null
             order by linked_at, link_id
            """)
                .bind("child", child)
                .map(this::toBond)
                .all();
    }

    /** Ended ones, too: the live ones first, then the newest. */
    Flux<Bond> everyOneOfChild(UUID child, int most) {
        return everyOne("child_id", child, most);
    }

    /** Ended ones, too: the live ones first, then the newest. */
    Flux<Bond> everyOneOfParent(UUID parent, int most) {
        return everyOne("parent_id", parent, most);
    }

    private Flux<Bond> everyOne(String side, UUID id, int most) {

        return database.sql("select " + COLUMNS + """
              from bonds b
             where %s = :id
             order by ended_at desc nulls first, linked_at desc, link_id
             limit :most
            """.formatted(side))
                .bind("id", id)
                .bind("most", most)
                .map(this::toBond)
                .all();
    }

    Mono<Long> countLiveOf(UUID child) {

        return database.sql("select count(*) from bonds where child_id = :child and ended_at is null")
                .bind("child", child)
                .mapValue(Long.class)
                .one();
    }

    Mono<Void> add(Bond bond, String consentVersion) {

        return database.sql("""
            insert into bonds (link_id, child_id, parent_id, relationship, notification_enabled, alert_phone,
                               consent_version, version, linked_at)
            values (:linkId, :child, :parent, :relationship, :notificationEnabled, :alertPhone,
                    :consentVersion, :version, :linkedAt)
            """)
                .bind("linkId", bond.linkId())
                .bind("child", bond.child())
                .bind("parent", bond.parent())
                .bind("relationship", bond.relationship().text())
                .bind("notificationEnabled", bond.notificationEnabled())
                .bind("alertPhone", encrypted(bond.alertPhone()))
                .bind("consentVersion", consentVersion)
                .bind("version", bond.version())
                .bind("linkedAt", bond.linkedAt())
                .then();
    }

    /** Remembers to which bond a code led, so that it leads to no other one. */
    Mono<Void> remember(Bond bond, String code) {

        return database.sql("""
            insert into redeemed_codes (child_id, code_index, link_id)
            values (:child, :code, :linkId)
            """)
                .bind("child", bond.child())
                .bind("code", index.of(CODE, code))
                .bind("linkId", bond.linkId())
                .then();
    }

    /** Answers the bond's new version. */
    Mono<Long> save(Bond bond) {

        return database.sql("""
               update bonds
                  set relationship = :relationship, notification_enabled = :notificationEnabled,
                      alert_phone = :alertPhone, version = version + 1
                where link_id = :linkId
            returning version
            """)
                .bind("linkId", bond.linkId())
                .bind("relationship", bond.relationship().text())
                .bind("notificationEnabled", bond.notificationEnabled())
                .bind("alertPhone", encrypted(bond.alertPhone()))
                .mapValue(Long.class)
                .one();
    }

    /** Ends a live bond and answers its new version; empty if it had ended before. */
    Mono<Long> end(UUID linkId, Instant at) {

        return database.sql("""
               update bonds
                  set ended_at = greatest(:at, linked_at), version = version + 1
                where link_id = :linkId and ended_at is null
            returning version
            """)
                .bind("linkId", linkId)
                .bind("at", at)
                .mapValue(Long.class)
                .one();
    }

    private Object encrypted(@Nullable String phone) {
        return phone == null ? Parameters.in(byte[].class) : cipher.encrypt(phone);
    }

    private Bond toBond(Readable row) {

        var alertPhone = optional(row, "alert_phone", byte[].class);

        return new Bond(
                column(row, "link_id", UUID.class),
                column(row, "child_id", UUID.class),
                column(row, "parent_id", UUID.class),
                Relationship.of(column(row, "relationship", String.class)),
                column(row, "notification_enabled", Boolean.class),
                alertPhone == null ? null : cipher.decrypt(alertPhone),
                column(row, "version", Long.class),
                column(row, "linked_at", Instant.class),
                optional(row, "ended_at", Instant.class));
    }
}
