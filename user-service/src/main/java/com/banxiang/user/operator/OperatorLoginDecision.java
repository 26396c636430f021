package com.banxiang.user.operator;

import com.banxiang.user.session.TokenPair;
import java.time.Duration;

/** The answer to somebody who names an operator and a password. */
sealed interface OperatorLoginDecision {

    record SignedIn(TokenPair tokens) implements OperatorLoginDecision {}

    record Refused(Reason reason) implements OperatorLoginDecision {}

    record TooManyTries(Duration retryAfter) implements OperatorLoginDecision {}

    /** Why not. The names are the error codes a client sees. */
    enum Reason {
        INVALID_CREDENTIALS,
        OTP_REQUIRED,
        INVALID_OTP,
        ACCOUNT_DISABLED,
        LOGIN_RATE_LIMITED
    }
}
