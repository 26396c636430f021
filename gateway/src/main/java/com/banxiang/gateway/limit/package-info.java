/**
 * How often somebody may ask: counted once for all replicas in Redis, and by each for itself while Redis is away.
 *
 * <p>{@link com.banxiang.gateway.limit.RateLimits} and its answer leave the package.
 */
@NullMarked
package com.banxiang.gateway.limit;

import org.jspecify.annotations.NullMarked;
