package com.banxiang.health.pull;

import java.time.Instant;
import java.util.UUID;

/**
 * A leave that is over and still to be given back, in the hands of whoever holds the lease. Whose it was is not known any more.
 *
 * @param endedAt since when
 */
record Leave(UUID id, UUID lease, Tokens tokens, Instant endedAt, int failures) {}
