package com.banxiang.child.account;

import com.banxiang.child.account.RefreshDecision.Reason;
import com.banxiang.child.account.RefreshDecision.Refused;
import com.banxiang.child.account.RefreshDecision.Renewed;
import com.banxiang.child.outcome.Outcomes;
import com.banxiang.child.outcome.UseCase;
import com.banxiang.platform.remote.Neighbour;
import com.banxiang.platform.remote.NeighbourRefused;
import com.banxiang.platform.remote.Neighbours;
import com.banxiang.platform.web.Unavailable;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** User-service signs every token of the fleet, the children's too; what it says to a refresh token is passed through. */
@Component
final class Tokens {

    private record RefreshCall(String refreshToken, String typ) {

        @Override
        public String toString() {
            return "RefreshCall[***]";
        }
    }

    private record RevokeCall(
            @Nullable String refreshToken, @Nullable UUID sid, boolean all) {

        @Override
        public String toString() {
            return "RevokeCall[sid=%s, all=%s]".formatted(sid, all);
        }
    }

    private final Neighbour users;
    private final Outcomes outcomes;

    Tokens(Neighbours neighbours, Outcomes outcomes) {
        this.users = neighbours.to("user-service");
        this.outcomes = outcomes;
    }

    /** Never empty. */
    Mono<TokenPair> issue(UUID child) {
        return users.post(TokenPair.class, Map.of(), "/internal/children/{childId}/tokens", child)
                .switchIfEmpty(Mono.error(() -> new Unavailable("user-service: no tokens", null)));
    }

    /** Never empty. */
    Mono<RefreshDecision> refresh(String refreshToken) {
        return users.post(TokenPair.class, new RefreshCall(refreshToken, "child"), "/internal/tokens/refresh")
                .switchIfEmpty(Mono.error(() -> new Unavailable("user-service: no tokens", null)))
                .<RefreshDecision>map(Renewed::new)
                .onErrorResume(
                        NeighbourRefused.class, refused -> reason(refused).<RefreshDecision>map(Refused::new))
                .as(outcomes.of(UseCase.REFRESH, null, Tokens::outcome))
                .checkpoint("refresh session");
    }

    /**
     * Never empty; false if the refresh token is none of a child's.
     *
     * @param session ended where no refresh token is shown
     * @param all every session of the account
     */
    Mono<Boolean> revoke(@Nullable String refreshToken, @Nullable UUID session, boolean all) {
        return users.post(Void.class, new RevokeCall(refreshToken, session, all), "/internal/tokens/revoke")
                .thenReturn(true)
                .onErrorResume(
                        NeighbourRefused.class, refused -> reason(refused).thenReturn(false))
                .as(outcomes.of(UseCase.LOG_OUT, null, ended -> ended ? "ended" : "refused"))
                .checkpoint("end session");
    }

    /** A refusal that is not about the refresh token must not look as if it were: it stays a failure. */
    private static Mono<Reason> reason(NeighbourRefused refused) {
        return Flux.fromArray(Reason.values())
                .filter(it -> it.name().equals(refused.code()))
                .next()
                .switchIfEmpty(Mono.error(refused));
    }

    private static String outcome(RefreshDecision decision) {
        return switch (decision) {
            case Renewed _ -> "renewed";
            case Refused(var reason) -> Outcomes.named(reason);
        };
    }
}
