package com.banxiang.user.erasure;

import java.time.Duration;

/** The answer to somebody who wants to be forgotten. */
sealed interface EraseDecision {

    /** It is done, now or before. */
    record Erased() implements EraseDecision {}

    record Refused(Reason reason) implements EraseDecision {}

    record TooManyTries(Duration retryAfter) implements EraseDecision {}

    /** Why not. The names are the error codes a client sees, those of logging in. */
    enum Reason {
        INVALID_CODE,
        CODE_EXPIRED
    }
}
