package com.banxiang.user.account;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** How a person is shown to others: by the name and the picture they chose. Nothing is decrypted for it. */
@Component
public final class LookUpUser {

    /** What stands beside a person's words. */
    public record Card(
            UUID id, @Nullable String nickname, @Nullable String avatarUrl) {}

    private final Users users;

    LookUpUser(Users users) {
        this.users = users;
    }

    /** Never empty. Fails with {@link UnknownUser}. */
    public Mono<Card> handle(UUID user) {
        return users.cards(List.of(user)).singleOrEmpty().switchIfEmpty(Mono.error(() -> new UnknownUser(user)));
    }

    /** Those who exist, in no order. */
    Mono<List<Card>> all(List<UUID> ids) {
        return users.cards(ids).collectList();
    }
}
