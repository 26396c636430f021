package com.banxiang.user.login;

import com.banxiang.platform.work.TimedWork;
import java.time.Clock;
import java.time.Duration;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Removes codes that no limit looks at any more: the longest window is a day. */
@Component
final class ForgetOldCodes {

    private static final Duration PERIOD = Duration.ofHours(1);
    private static final Duration KEPT = Duration.ofDays(2);
    private static final int STEP = 5_000;

    private final LoginCodes codes;
    private final Clock clock;

    ForgetOldCodes(TimedWork work, LoginCodes codes, Clock clock) {
        this.codes = codes;
        this.clock = clock;
        work.every("forget old codes", PERIOD, this::handle);
    }

    Mono<Void> handle() {
        return Mono.defer(() -> codes.forget(clock.instant().minus(KEPT), STEP))
                .repeat()
                .takeUntil(gone -> gone < STEP)
                .then()
                .checkpoint("forget old codes");
    }
}
