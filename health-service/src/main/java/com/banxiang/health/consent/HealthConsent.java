package com.banxiang.health.consent;

import java.util.UUID;
import reactor.core.publisher.Mono;

/** What every keeping of readings and every linking of a device needs. */
public interface HealthConsent {

    /** Never empty. Fails with {@code Unavailable} while nobody can say. */
    Mono<Boolean> isGiven(UUID user);
}
