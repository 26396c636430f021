package com.banxiang.notification.family;

import com.banxiang.platform.crypto.FieldCipher;
import com.banxiang.platform.data.Rows;
import com.banxiang.platform.remote.Neighbour;
import com.banxiang.platform.remote.NeighbourRefused;
import com.banxiang.platform.remote.Neighbours;
import com.banxiang.platform.web.Unavailable;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.r2dbc.spi.Readable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * How people are reached, asked of the services that own it and remembered for a minute. The last answer is kept encrypted;
 * it stands in while the owner is away, so that an alert is never lost to a neighbour's outage.
 */
@Component
final class Contacts {

    private static final Duration REMEMBERED = Duration.ofSeconds(60);
    private static final int MOST = 100_000;

    /** @param scopes what the elder shares with this child */
    record ChildContact(
            UUID childId,
            @Nullable String openid,
            @Nullable String alertPhone,
            @Nullable String relationship,
            @Nullable Boolean notificationEnabled,
            @Nullable List<String> scopes) {

        @Override
        public String toString() {
            return "ChildContact[%s]".formatted(childId);
        }
    }

    record ChildContacts(List<ChildContact> items) {}

    record EmergencyContact(@Nullable String phone) {

        @Override
        public String toString() {
            return "EmergencyContact[***]";
        }
    }

    record ElderContact(@Nullable String surname, @Nullable EmergencyContact emergencyContact) {

        /** An elder who is gone has named nobody. */
        static final ElderContact GONE = new ElderContact(null, null);

        @Override
        public String toString() {
            return "ElderContact[***]";
        }
    }

    /** An answer and when it was given. */
    record Taken<T>(T value, Instant at) {}

    private final Neighbours neighbours;
    private final DatabaseClient database;
    private final FieldCipher cipher;
    private final JsonMapper json;
    private final FamilySettings settings;
    private final Clock clock;
    private final Cache<UUID, Taken<ChildContacts>> children = memory();
    private final Cache<UUID, Taken<ElderContact>> elders = memory();

    Contacts(
            Neighbours neighbours,
            DatabaseClient database,
            FieldCipher cipher,
            JsonMapper json,
            FamilySettings settings,
            Clock clock) {
        this.neighbours = neighbours;
        this.database = database;
        this.cipher = cipher;
        this.json = json;
        this.settings = settings;
        this.clock = clock;
    }

    Mono<Taken<ChildContacts>> childrenOf(UUID elder) {
        return ask(
                children,
                ChildContacts.class,
                "child-service",
                elder,
                it -> it.get(ChildContacts.class, "/internal/parents/{id}/contacts", elder));
    }

    Mono<Taken<ElderContact>> elder(UUID elder) {
        return ask(
                elders,
                ElderContact.class,
                "user-service",
                elder,
                it -> it.get(ElderContact.class, "/internal/users/{id}/contacts", elder)
                        .onErrorResume(Contacts::isGone, _ -> Mono.just(ElderContact.GONE)));
    }

    /** The kept answer, however old; empty if there never was one. */
    Mono<Taken<ChildContacts>> lastKnownChildrenOf(UUID elder) {
        return copy(ChildContacts.class, "child-service", elder);
    }

    /** Something about the elder's bonds changed: the next who asks must hear it. */
    void forget(UUID elder) {
        children.invalidate(elder);
    }

    private <T> Mono<Taken<T>> ask(
            Cache<UUID, Taken<T>> memory,
            Class<T> type,
            String owner,
            UUID elder,
            Function<Neighbour, Mono<T>> question) {

        return Mono.defer(() -> {
            var remembered = memory.getIfPresent(elder);
            if (remembered != null && remembered.at().plus(REMEMBERED).isAfter(clock.instant())) {
                return Mono.just(remembered);
            }

            return question.apply(owner(owner))
                    .map(it -> new Taken<>(it, clock.instant()))
                    .doOnNext(it -> memory.put(elder, it))
                    .delayUntil(it -> keep(owner, elder, it))
                    .onErrorResume(
                            Contacts::isTrouble,
                            away -> copy(type, owner, elder)
                                    .switchIfEmpty(Mono.error(() -> new Unavailable(owner, away))));
        });
    }

    private Neighbour owner(String name) {
        return neighbours.to(name).within(settings.patience());
    }

    private static boolean isGone(Throwable failure) {
        return failure instanceof NeighbourRefused refused && refused.status().isSameCodeAs(HttpStatus.NOT_FOUND);
    }

    /** A refusal too: what we may not ask any more we still know as it was. */
    private static boolean isTrouble(Throwable failure) {
        return failure instanceof Unavailable || failure instanceof NeighbourRefused;
    }

    private <T> Mono<Void> keep(String owner, UUID elder, Taken<T> taken) {

        return database.sql("""
            insert into contacts (user_id, owner, content, taken_at)
            values (:elder, :owner, :content, :takenAt)
                on conflict (user_id, owner) do update
               set content = excluded.content,
                   taken_at = excluded.taken_at
             where contacts.taken_at < excluded.taken_at
            """)
                .bind("elder", elder)
                .bind("owner", owner)
                .bind("content", cipher.encrypt(json.writeValueAsString(taken.value())))
                .bind("takenAt", taken.at())
                .then();
    }

    private <T> Mono<Taken<T>> copy(Class<T> type, String owner, UUID elder) {

        return database.sql("""
            select content, taken_at
              from contacts
             where user_id = :elder
               and owner = :owner
            """)
                .bind("elder", elder)
                .bind("owner", owner)
                .map(row -> taken(type, row))
                .one();
    }

    private <T> Taken<T> taken(Class<T> type, Readable row) {
        var clear = cipher.decrypt(Rows.column(row, "content", byte[].class));
        return new Taken<>(json.readValue(clear, type), Rows.column(row, "taken_at", Instant.class));
    }

    private static <T> Cache<UUID, Taken<T>> memory() {
        return Caffeine.newBuilder()
                .maximumSize(MOST)
                .expireAfterWrite(REMEMBERED)
                .executor(Runnable::run)
                .build();
    }
}
