package com.banxiang.health.pull;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The leave of one person to fetch from their account, in the hands of whoever holds the lease.
 *
 * @param authorizedAt nothing older may be read
 * @param endedAt since when it is to be given back
 */
record Grant(
        UUID linkId,
        UUID userId,
        UUID lease,
        Instant leasedUntil,
        String accessToken,
        String refreshToken,
        Instant accessUntil,
        Set<String> scopes,
        Instant authorizedAt,
        @Nullable Instant endedAt,
        int failures,
        @Nullable Instant lastSampleAt,
        @Nullable Instant lastSleepAt) {

    /** Tokens are nobody's to read. */
    @Override
    public String toString() {
        return "Grant[linkId=%s]".formatted(linkId);
    }
}
