package com.banxiang.user.consent;

import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Shows a person what they agreed to: of each document the newest. */
@Component
final class ListConsents {

    private final Consents consents;

    ListConsents(Consents consents) {
        this.consents = consents;
    }

    /** Never empty; of somebody who agreed to nothing, an empty list. */
    Mono<List<Consent>> handle(UUID user) {
        return consents.of(user).collectList().checkpoint("list consents");
    }
}
