package com.banxiang.child.bond;

import java.time.Duration;

/** The answer to a child with a family code. */
sealed interface BindDecision {

    /** Bound now, or already. */
    record Bound(Bond bond) implements BindDecision {}

    record Refused(Reason reason) implements BindDecision {}

    /** Too many wrong codes. */
    record TooManyTries(Duration retryAfter) implements BindDecision {}

    /** Why not. The names are the error codes a client sees. */
    enum Reason {
        INVALID_FAMILY_CODE,
        TOO_MANY_PARENTS
    }
}
