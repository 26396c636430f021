package com.banxiang.user.account;

import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Finds a person by their account. */
@Component
public final class ReadUser {

    private final Users users;

    ReadUser(Users users) {
        this.users = users;
    }

    /** Never empty. Fails with {@link UnknownUser}. */
    public Mono<UserView> handle(UUID user) {
        return users.find(user)
                .switchIfEmpty(Mono.error(() -> new UnknownUser(user)))
                .map(UserView::of)
                .checkpoint("read user");
    }
}
