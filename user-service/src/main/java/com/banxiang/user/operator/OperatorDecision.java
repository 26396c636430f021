package com.banxiang.user.operator;

import com.banxiang.user.credential.OneTimeSecret;
import org.jspecify.annotations.Nullable;

/** The answer to somebody who makes or changes an operator. */
sealed interface OperatorDecision {

    /**
     * As it is now.
     *
     * @param password a new one, shown this once; null if it wasn't made anew
     * @param secret of the one-time codes, the same
     */
    record Done(
            Operator operator,
            @Nullable String password,
            @Nullable OneTimeSecret secret) implements OperatorDecision {

        @Override
        public String toString() {
            return "Done[%s]".formatted(operator.id());
        }
    }

    record Refused(OperatorRefusal reason) implements OperatorDecision {}
}
