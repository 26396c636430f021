package com.banxiang.child.bond;

import com.banxiang.platform.remote.Neighbour;
import com.banxiang.platform.remote.Neighbours;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** User-service's word on whose family a code opens. Redeeming it again by the same child answers the same. */
@Component
final class FamilyCodes {

    record Family(
            UUID parentId,
            @Nullable String nickname,
            @Nullable String avatarUrl,
            String consentVersion) {}

    private record Redemption(String code, UUID childId) {}

    private final Neighbour users;

    FamilyCodes(Neighbours neighbours) {
        this.users = neighbours.to("user-service");
    }

    Mono<Family> redeem(String code, UUID child) {
        return users.post(Family.class, new Redemption(code, child), "/internal/family-codes/redeem");
    }
}
