package com.banxiang.gateway.limit;

import java.time.Duration;

/**
 * Whether this request may pass, and what is left.
 *
 * @param untilFull until nothing of what was taken is missing any more
 * @param retryAfter until the next one may pass; zero if this one did
 */
public record Allowance(boolean granted, int limit, int remaining, Duration untilFull, Duration retryAfter) {}
