package com.banxiang.health.pull;

import java.time.Instant;
import java.util.UUID;

/**
 * Somebody who went to a brand's page.
 *
 * @param linkId of the link that it will be
 * @param verifier proves that whoever brings the code is who began
 */
record Attempt(UUID userId, UUID linkId, String verifier, Instant expiresAt) {

    boolean isOver(Instant now) {
        return !now.isBefore(expiresAt);
    }

    /** The verifier is a secret. */
    @Override
    public String toString() {
        return "Attempt[linkId=%s]".formatted(linkId);
    }
}
