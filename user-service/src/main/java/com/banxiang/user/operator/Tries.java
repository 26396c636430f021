package com.banxiang.user.operator;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of those who tried to come in under a name.
 *
 * @param failures in a row, the one that is being checked among them
 * @param lockedUntil null while the name is open
 */
record Tries(int failures, Instant triedAt, @Nullable Instant lockedUntil) {

    /** The answer to one more. */
    sealed interface Attempt {

        /** It may be checked, and counts as failed until it is found right. */
        record Counted(Tries tries) implements Attempt {}

        record Locked(Duration retryAfter) implements Attempt {}
    }

    Attempt oneMore(LockoutSettings settings, Instant now) {

        if (lockedUntil != null && now.isBefore(lockedUntil)) {
            return new Attempt.Locked(Duration.between(now, lockedUntil));
        }

        var counted = now.isBefore(triedAt.plus(settings.forgotten())) ? failures + 1 : 1;
        var pause = settings.pause(counted);
        return new Attempt.Counted(new Tries(counted, now, pause.isZero() ? null : now.plus(pause)));
    }
}
