package com.banxiang.user.consent;

import com.banxiang.platform.web.Answers;
import com.banxiang.platform.web.Envelope;
import com.banxiang.user.consent.SharingVersions.Shared;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** What a person shares, for the services that show it or keep it. */
@RestController
final class InternalSharingController {

    /** @param healthConsent whether readings may be kept at all */
    record SharingView(
            boolean health, boolean activities, boolean location, boolean pay, long version, boolean healthConsent) {}

    private final ReadSharing readSharing;

    InternalSharingController(ReadSharing readSharing) {
        this.readSharing = readSharing;
    }

    @GetMapping("/internal/users/{id}/sharing")
    Mono<ResponseEntity<Envelope<SharingView>>> sharing(@PathVariable UUID id) {
        return readSharing.handle(id).flatMap(it -> Answers.ok(view(it)));
    }

    private static SharingView view(Shared shared) {
        var it = shared.sharing();
        return new SharingView(
                it.has(Scope.HEALTH),
                it.has(Scope.ACTIVITIES),
                it.has(Scope.LOCATION),
                it.has(Scope.PAY),
                it.version(),
                shared.healthConsent());
    }
}
