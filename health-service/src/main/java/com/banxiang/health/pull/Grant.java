package com.banxiang.health.pull;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The leave of one person to fetch from their account, in the hands of whoever holds the lease.
 *
 * @param authorizedAt nothing older may be read
 */
record Grant(
        UUID linkId,
        UUID userId,
        UUID lease,
        Instant leasedUntil,
        Tokens tokens,
        Set<String> scopes,
        Instant authorizedAt,
        int failures,
        @Nullable Instant lastSampleAt,
        @Nullable Instant lastSleepAt) {}
