package com.banxiang.platform.security;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/**
 * The person a verified token speaks for.
 *
 * @param sessionId lasts over all refreshes of one login
 * @param expiresAt when the token stops being good
 */
public record Caller(AccountKind kind, UUID id, UUID sessionId, Set<String> roles, Instant expiresAt) {

    public Account account() {
        return new Account(kind, id);
    }
}
