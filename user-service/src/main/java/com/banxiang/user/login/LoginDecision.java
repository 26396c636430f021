package com.banxiang.user.login;

import com.banxiang.user.account.UserView;
import com.banxiang.user.session.TokenPair;
import java.time.Duration;

/** The answer to somebody who names a code. */
sealed interface LoginDecision {

    record SignedIn(TokenPair tokens, boolean isNewUser, UserView user) implements LoginDecision {}

    record Refused(Reason reason) implements LoginDecision {}

    record TooManyTries(Duration retryAfter) implements LoginDecision {}

    /** Why not. The names are the error codes a client sees. */
    enum Reason {
        INVALID_CODE,
        CODE_EXPIRED,
        ACCOUNT_DISABLED,
        LOGIN_RATE_LIMITED
    }
}
