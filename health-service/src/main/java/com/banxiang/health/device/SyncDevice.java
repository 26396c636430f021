package com.banxiang.health.device;

import com.banxiang.health.consent.HealthConsent;
import java.time.Duration;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Fetches what a device measured at once, instead of at its time. */
@Component
final class SyncDevice {

    sealed interface Decision {

        /** It is on its way; the readings arrive when the brand's cloud has answered. */
        record Begun(DeviceLink link) implements Decision {}

        record TooSoon(Duration retryAfter) implements Decision {}

        record Refused(Reason reason) implements Decision {}
    }

    /** Why not. The names are the error codes a client sees. */
    enum Reason {
        CONSENT_REQUIRED,
        /** The device sends by itself. */
        SYNC_UNSUPPORTED,
        /** The leave was taken back. */
        AUTHORIZATION_REQUIRED
    }

    private final DeviceLinks links;
    private final HealthConsent consent;
    private final CloudAccounts accounts;

    SyncDevice(DeviceLinks links, HealthConsent consent, CloudAccounts accounts) {
        this.links = links;
        this.consent = consent;
        this.accounts = accounts;
    }

    /** Never empty. Fails with {@link UnknownDevice} for one that is not the person's, or not any more. */
    Mono<Decision> handle(UUID userId, UUID id) {
        return links.find(userId, id)
                .switchIfEmpty(Mono.error(() -> new UnknownDevice(id)))
                .flatMap(this::sync)
                .checkpoint("sync device");
    }

    private Mono<Decision> sync(DeviceLink link) {

        if (link.brand() == Brand.BAND) {
            return Mono.just(new Decision.Refused(Reason.SYNC_UNSUPPORTED));
        }

        if (link.status() == Status.REVOKED) {
            return Mono.just(new Decision.Refused(Reason.AUTHORIZATION_REQUIRED));
        }

        return consent.isGiven(link.userId())
                .flatMap(given -> given ? begin(link) : Mono.just(new Decision.Refused(Reason.CONSENT_REQUIRED)));
    }

    private Mono<Decision> begin(DeviceLink link) {
        return accounts.pullNow(link.id())
                .map(wait -> wait.isPositive() ? new Decision.TooSoon(wait) : new Decision.Begun(link));
    }
}
