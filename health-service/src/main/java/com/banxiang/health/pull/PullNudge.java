package com.banxiang.health.pull;

import com.banxiang.platform.work.Nudge;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Lets this instance look at once for devices whose time has come. */
@Component
final class PullNudge {

    private final Nudge nudge = new Nudge();

    void give() {
        nudge.give();
    }

    Mono<Void> given() {
        return nudge.given();
    }
}
