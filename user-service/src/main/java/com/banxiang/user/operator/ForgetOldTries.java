package com.banxiang.user.operator;

import com.banxiang.platform.work.TimedWork;
import java.time.Clock;
import java.time.Duration;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Removes tries that count no longer. */
@Component
final class ForgetOldTries {

    private static final Duration PERIOD = Duration.ofHours(1);
    private static final int STEP = 5_000;

    private final OperatorTries tries;
    private final LockoutSettings settings;
    private final Clock clock;

    ForgetOldTries(TimedWork work, OperatorTries tries, LockoutSettings settings, Clock clock) {
        this.tries = tries;
        this.settings = settings;
        this.clock = clock;
        work.every("forget old tries of operators", PERIOD, this::handle);
    }

    Mono<Void> handle() {
        return Mono.defer(() -> tries.forget(clock.instant().minus(settings.forgotten()), STEP))
                .repeat()
                .takeUntil(gone -> gone < STEP)
                .then()
                .checkpoint("forget old tries of operators");
    }
}
