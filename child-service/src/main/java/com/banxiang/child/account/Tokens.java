package com.banxiang.child.account;

import com.banxiang.platform.remote.Neighbour;
import com.banxiang.platform.remote.Neighbours;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** User-service signs every token of the fleet, the children's too. */
@Component
final class Tokens {

    private record RefreshCall(String refreshToken, String typ) {}

    private record RevokeCall(@Nullable String refreshToken, UUID sid, boolean all) {}

    private final Neighbour users;

    Tokens(Neighbours neighbours) {
        this.users = neighbours.to("user-service");
    }

    Mono<TokenPair> issue(UUID child) {
        return users.post(TokenPair.class, Map.of(), "/internal/children/{childId}/tokens", child);
    }

    Mono<TokenPair> refresh(String refreshToken) {
        return users.post(TokenPair.class, new RefreshCall(refreshToken, "child"), "/internal/tokens/refresh");
    }

    Mono<Void> revoke(@Nullable String refreshToken, UUID session, boolean all) {
        return users.post(Void.class, new RevokeCall(refreshToken, session, all), "/internal/tokens/revoke")
                .then();
    }
}
