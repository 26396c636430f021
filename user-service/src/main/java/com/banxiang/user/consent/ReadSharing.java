package com.banxiang.user.consent;

import com.banxiang.user.account.UnknownUser;
import com.banxiang.user.consent.SharingVersions.Shared;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What a person shares now, and whether their readings may be kept. */
@Component
final class ReadSharing {

    private final SharingVersions versions;

    ReadSharing(SharingVersions versions) {
        this.versions = versions;
    }

    /** Never empty. Fails with {@link UnknownUser}. */
    Mono<Shared> handle(UUID user) {
        return versions.shared(user)
                .switchIfEmpty(Mono.error(() -> new UnknownUser(user)))
                .checkpoint("read sharing");
    }
}
