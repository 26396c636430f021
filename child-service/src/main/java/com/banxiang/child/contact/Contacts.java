package com.banxiang.child.contact;

import static com.banxiang.platform.data.Rows.column;
import static com.banxiang.platform.data.Rows.optional;

import com.banxiang.child.bond.Relationship;
import com.banxiang.platform.crypto.FieldCipher;
import io.r2dbc.spi.Readable;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;

/** Where the children of a parent can be reached, by live bonds only. */
@Component
final class Contacts {

    /** @param alertPhone null if the child gave none for this parent */
    record Contact(
            UUID childId,
            String openid,
            @Nullable String alertPhone,
            String nickname,
            Relationship relationship,
            boolean notificationEnabled) {

        @Override
        public String toString() {
            return "Contact[childId=%s]".formatted(childId);
        }
    }

    record Kin(UUID childId, String nickname, Relationship relationship) {}

    private final DatabaseClient database;
    private final FieldCipher cipher;

    Contacts(DatabaseClient database, FieldCipher cipher) {
        this.database = database;
        this.cipher = cipher;
    }

    /** Oldest bond first. */
    Flux<Contact> of(UUID parent) {

        return database.sql("""
            select c.id, c.openid, c.nickname, b.alert_phone, b.relationship, b.notification_enabled
              from bonds b
              join children c on c.id = b.child_id
             where b.parent_id = :parent and b.ended_at is null
             order by b.linked_at, b.link_id
            """).bind("parent", parent).map(this::toContact).all();
    }

    /** The same by name only: where nobody is to be reached nothing is deciphered. */
    Flux<Kin> kinOf(UUID parent) {

        return database.sql("""
            select c.id, c.nickname, b.relationship
              from bonds b
              join children c on c.id = b.child_id
             where b.parent_id = :parent and b.ended_at is null
             order by b.linked_at, b.link_id
            """).bind("parent", parent).map(Contacts::toKin).all();
    }

    private static Kin toKin(Readable row) {
        return new Kin(
                column(row, "id", UUID.class),
                column(row, "nickname", String.class),
                Relationship.of(column(row, "relationship", String.class)));
    }

    private Contact toContact(Readable row) {

        var alertPhone = optional(row, "alert_phone", byte[].class);

        return new Contact(
                column(row, "id", UUID.class),
                cipher.decrypt(column(row, "openid", byte[].class)),
                alertPhone == null ? null : cipher.decrypt(alertPhone),
                column(row, "nickname", String.class),
                Relationship.of(column(row, "relationship", String.class)),
                column(row, "notification_enabled", Boolean.class));
    }
}
