package com.banxiang.child.account;

/** User-service's answer to who shows it a refresh token. */
sealed interface RefreshDecision {

    record Renewed(TokenPair tokens) implements RefreshDecision {}

    record Refused(Reason reason) implements RefreshDecision {}

    /** Why not. The names are the error codes a client sees, and those of user-service. */
    enum Reason {
        INVALID_REFRESH_TOKEN,
        REFRESH_TOKEN_REUSED
    }
}
