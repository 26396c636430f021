package com.banxiang.user.login;

import java.time.Duration;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** Takes a code to the phone it is for. */
interface CodeMessages {

    /** What became of it. */
    sealed interface Delivery {

        record Accepted() implements Delivery {}

        /** The vendor finds that this phone has had enough for now. */
        record FlowControlled(Duration retryAfter) implements Delivery {}
    }

    /**
     * Never empty. Fails with {@link com.banxiang.platform.web.TimedOut} if it may have been sent, and with any other
     * {@link com.banxiang.platform.web.Unavailable} if it was not.
     */
    Mono<Delivery> send(UUID code, Purpose purpose, String phone, String digits);
}
