package com.banxiang.sandbox.band;

import java.util.List;
import java.util.stream.Stream;

/** What became of a message so far, its tries in their order. */
record Sent(String id, String openId, String type, State state, List<Attempt> attempts) {

    enum State {
        /** The last try was answered with 2xx. */
        DELIVERED,
        /** Further tries follow. */
        RETRYING,
        /** The receiver said no for good. */
        REFUSED,
        /** No try is left, or none was planned. */
        GIVEN_UP
    }

    Sent then(Attempt attempt, boolean isLast) {
        return new Sent(
                id,
                openId,
                type,
                state(attempt, isLast),
                Stream.concat(attempts.stream(), Stream.of(attempt)).toList());
    }

    Sent givenUp() {
        return new Sent(id, openId, type, State.GIVEN_UP, attempts);
    }

    private static State state(Attempt attempt, boolean isLast) {

        if (attempt.isTaken()) {
            return State.DELIVERED;
        }
        if (!attempt.isWorthAnother()) {
            return State.REFUSED;
        }
        return isLast ? State.GIVEN_UP : State.RETRYING;
    }
}
