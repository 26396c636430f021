package com.banxiang.user.session;

import java.time.Instant;

/** The answer to a presented refresh token. */
sealed interface RefreshDecision {

    /** The first time: it is spent, and its successor lives until then. */
    record Renewed(Session session, Instant expiresAt) implements RefreshDecision {}

    /** Asked again shortly after: the same successor again, nothing to store. */
    record Repeated(Session session) implements RefreshDecision {}

    /** Asked again too late: the whole family is revoked. */
    record Reused(Session session) implements RefreshDecision {}

    record Refused(Reason reason) implements RefreshDecision {}

    /** Why not. The names are the error codes a client sees. */
    enum Reason {
        INVALID_REFRESH_TOKEN,
        REFRESH_TOKEN_REUSED
    }
}
