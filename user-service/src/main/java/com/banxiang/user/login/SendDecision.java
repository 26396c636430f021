package com.banxiang.user.login;

import java.time.Duration;
import java.util.UUID;

/** The answer to a request for a code. It is the same whether anybody has registered with the phone. */
sealed interface SendDecision {

    /** It is on its way; @param code for the message only, never stored in clear. */
    record Granted(UUID id, String code) implements SendDecision {

        @Override
        public String toString() {
            return "Granted[id=%s, code=***]".formatted(id);
        }
    }

    record Refused(Reason reason, Duration retryAfter) implements SendDecision {}

    /** Why not. The names are the error codes a client sees. */
    enum Reason {
        SMS_RATE_LIMITED
    }
}
