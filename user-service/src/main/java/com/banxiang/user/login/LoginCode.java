package com.banxiang.user.login;

import static com.banxiang.user.login.LoginDecision.Reason.CODE_EXPIRED;
import static com.banxiang.user.login.LoginDecision.Reason.INVALID_CODE;

import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * A code somebody was sent, as stored.
 *
 * @param hash keyed, so that six digits can't be guessed from it
 * @param wrongTries of people who did not know it
 */
record LoginCode(UUID id, byte[] hash, Instant expiresAt, int wrongTries, boolean spent) {

    /** How long a code is good. */
    static final Duration LIFE = Duration.ofMinutes(5);

    /** So many wrong tries spend it. */
    static final int MOST_WRONG_TRIES = 5;

    /** What a try leads to. */
    sealed interface Check {

        /** It opens, and is spent by it. */
        record Right(UUID code) implements Check {}

        /** It doesn't, and the try counts. */
        record Wrong(UUID code) implements Check {}

        /** It would not open for anybody any more. */
        record Useless(LoginDecision.Reason reason) implements Check {}
    }

    /** Compares in constant time. */
    Check tried(byte[] given, Instant now) {

        var right = MessageDigest.isEqual(hash, given);

        if (spent || wrongTries >= MOST_WRONG_TRIES) {
            return new Check.Useless(INVALID_CODE);
        }

        if (!right) {
            return new Check.Wrong(id);
        }

        return now.isBefore(expiresAt) ? new Check.Right(id) : new Check.Useless(CODE_EXPIRED);
    }
}
