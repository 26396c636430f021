package com.banxiang.user.account;

import static com.banxiang.platform.data.Rows.column;
import static com.banxiang.platform.data.Rows.optional;

import com.banxiang.platform.crypto.BlindIndex;
import com.banxiang.platform.crypto.FieldCipher;
import com.banxiang.user.account.LookUpUser.Card;
import com.banxiang.user.account.Preferences.FontSize;
import com.banxiang.user.account.Preferences.SpeechSpeed;
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

/** The accounts of app users, as stored: personal data encrypted, a phone found by its keyed index. */
@Component
final class Users {

    private static final String COLUMNS = """
        id, phone, nickname, avatar_url, birth_year, birth_month, gender, city, district, interests,
               emergency_name, emergency_phone, emergency_consent_at, font_size, speech_speed, auto_voice,
               status, created_at
        """;

    private final DatabaseClient database;
    private final FieldCipher cipher;
    private final BlindIndex index;

    Users(DatabaseClient database, FieldCipher cipher, BlindIndex index) {
        this.database = database;
        this.cipher = cipher;
        this.index = index;
    }

    /** Empty if unknown. */
    Mono<User> find(UUID id) {
        return database.sql("select " + COLUMNS + " from users where id = :id")
                .bind("id", id)
                .map(this::toUser)
                .one();
    }

    /** Empty if unknown. Holds the row until the surrounding transaction ends. */
    Mono<User> lock(UUID id) {
        return database.sql("select " + COLUMNS + " from users where id = :id for no key update")
                .bind("id", id)
                .map(this::toUser)
                .one();
    }

    /**
     * Empty if nobody has registered with this phone. Nobody disables the account until the surrounding transaction ends: who
     * is let in now must not have been shut out meanwhile.
     */
    Mono<User> lockByPhone(String phone) {
        return database.sql("select " + COLUMNS + " from users where phone_index = :phone for share")
                .bind("phone", indexOf(phone))
                .map(this::toUser)
                .one();
    }

    /** Those who exist, in no order. */
    Flux<Card> cards(List<UUID> ids) {

        return database.sql("""
            select id, nickname, avatar_url
              from users
             where id = any(:ids)
            """)
                .bind("ids", ids.toArray(UUID[]::new))
                .map(row -> new Card(
                        column(row, "id", UUID.class),
                        optional(row, "nickname", String.class),
                        optional(row, "avatar_url", String.class)))
                .all();
    }

    /** Answers the version of the new account. Empty if the phone has one already, or gets one at this moment. */
    Mono<Long> add(UUID id, String phone, Instant now) {

        return database.sql("""
               insert into users (id, phone, phone_index, created_at)
               values (:id, :phone, :phoneIndex, :now)
                   on conflict on constraint one_account_per_phone do nothing
            returning version
            """)
                .bind("id", id)
                .bind("phone", cipher.encrypt(phone))
                .bind("phoneIndex", indexOf(phone))
                .bind("now", now)
                .mapValue(Long.class)
                .one();
    }

    Mono<Void> save(UUID id, Profile profile) {

        var gender = profile.gender();

        return database.sql("""
            update users
               set nickname = :nickname, avatar_url = :avatarUrl, birth_year = :birthYear,
                   birth_month = :birthMonth, gender = :gender, city = :city, district = :district,
                   interests = :interests, version = version + 1
             where id = :id
            """)
                .bind("id", id)
                .bind("nickname", text(profile.nickname()))
                .bind("avatarUrl", text(profile.avatarUrl()))
                .bind("birthYear", number(profile.birthYear()))
                .bind("birthMonth", number(profile.birthMonth()))
                .bind("gender", text(gender == null ? null : gender.text()))
                .bind("city", text(profile.city()))
                .bind("district", text(profile.district()))
                .bind("interests", profile.interests().toArray(String[]::new))
                .then();
    }

    Mono<Void> save(UUID id, EmergencyContact contact) {

        return database.sql("""
            update users
               set emergency_name = :name, emergency_phone = :phone, emergency_consent_at = :consentedAt,
                   version = version + 1
             where id = :id
            """)
                .bind("id", id)
                .bind("name", cipher.encrypt(contact.name()))
                .bind("phone", cipher.encrypt(contact.phone()))
                .bind("consentedAt", contact.consentedAt())
                .then();
    }

    Mono<Void> save(UUID id, Preferences preferences) {

        return database.sql("""
            update users
               set font_size = :fontSize, speech_speed = :speechSpeed, auto_voice = :autoVoice, version = version + 1
             where id = :id
            """)
                .bind("id", id)
                .bind("fontSize", preferences.fontSize().text())
                .bind("speechSpeed", preferences.speechSpeed().text())
                .bind("autoVoice", preferences.autoVoice())
                .then();
    }

    private byte[] indexOf(String phone) {
        return index.of("users.phone", phone);
    }

    private User toUser(Readable row) {

        var gender = optional(row, "gender", String.class);
        var profile = new Profile(
                optional(row, "nickname", String.class),
                optional(row, "avatar_url", String.class),
                optional(row, "birth_year", Integer.class),
                optional(row, "birth_month", Integer.class),
                gender == null ? null : Gender.of(gender),
                optional(row, "city", String.class),
                optional(row, "district", String.class),
                List.of(column(row, "interests", String[].class)));

        return new User(
                column(row, "id", UUID.class),
                cipher.decrypt(column(row, "phone", byte[].class)),
                profile,
                toContact(row),
                new Preferences(
                        FontSize.of(column(row, "font_size", String.class)),
                        SpeechSpeed.of(column(row, "speech_speed", String.class)),
                        column(row, "auto_voice", Boolean.class)),
                "disabled".equals(column(row, "status", String.class)),
                column(row, "created_at", Instant.class));
    }

    private @Nullable EmergencyContact toContact(Readable row) {

        var consentedAt = optional(row, "emergency_consent_at", Instant.class);

        return consentedAt == null
                ? null
                : new EmergencyContact(
                        cipher.decrypt(column(row, "emergency_name", byte[].class)),
                        cipher.decrypt(column(row, "emergency_phone", byte[].class)),
                        consentedAt);
    }

    private static Parameter text(@Nullable String value) {
        return Parameters.in(R2dbcType.VARCHAR, value);
    }

    private static Parameter number(@Nullable Integer value) {
        return Parameters.in(R2dbcType.INTEGER, value);
    }
}
