package com.banxiang.child.bond;

import com.banxiang.child.bond.BindDecision.Reason;
import com.banxiang.child.bond.BindDecision.Refused;
import com.banxiang.child.bond.BindDecision.TooManyTries;
import com.banxiang.child.bond.FamilyCodes.Redemption.No;
import com.banxiang.child.bond.FamilyCodes.Redemption.Welcome;
import com.banxiang.platform.remote.Neighbour;
import com.banxiang.platform.remote.NeighbourRefused;
import com.banxiang.platform.remote.Neighbours;
import com.banxiang.platform.web.Unavailable;
import java.time.Duration;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** User-service's word on whose family a code opens. Redeeming it again by the same child answers the same. */
@Component
final class FamilyCodes {

    /** What a code is worth to a child. */
    sealed interface Redemption {

        record Welcome(UUID parent, String consentVersion) implements Redemption {}

        record No(BindDecision refusal) implements Redemption {}
    }

    private static final Duration AN_HOUR = Duration.ofHours(1);

    private record RedeemCall(String code, UUID childId) {

        @Override
        public String toString() {
            return "RedeemCall[childId=%s]".formatted(childId);
        }
    }

    private record Family(UUID parentId, String consentVersion) {}

    private final Neighbour users;

    FamilyCodes(Neighbours neighbours) {
        this.users = neighbours.to("user-service");
    }

    /** Never empty. */
    Mono<Redemption> redeem(String code, UUID child) {
        return users.post(Family.class, new RedeemCall(code, child), "/internal/family-codes/redeem")
                .switchIfEmpty(Mono.error(() -> new Unavailable("user-service: no family", null)))
                .<Redemption>map(it -> new Welcome(it.parentId(), it.consentVersion()))
                .onErrorResume(NeighbourRefused.class, FamilyCodes::refusal);
    }

    /** A code of a form that user-service never makes, or of an elder who is gone, is a wrong code to the child. */
    private static Mono<Redemption> refusal(NeighbourRefused refused) {

        var retryAfter = refused.retryAfter();

        return switch (refused.status().value()) {
            case 400, 404, 422 -> Mono.just(new No(new Refused(Reason.INVALID_FAMILY_CODE)));
            case 429 -> Mono.just(new No(new TooManyTries(retryAfter == null ? AN_HOUR : retryAfter)));
            default -> Mono.error(refused);
        };
    }
}
