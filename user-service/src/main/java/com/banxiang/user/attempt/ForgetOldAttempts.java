package com.banxiang.user.attempt;

import com.banxiang.platform.work.TimedWork;
import java.time.Clock;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Removes counts that no limit looks at any more: the longest window is an hour. */
@Component
final class ForgetOldAttempts {

    private static final Duration PERIOD = Duration.ofHours(1);
    private static final Duration KEPT = Duration.ofHours(2);

    ForgetOldAttempts(TimedWork work, Attempts attempts, Clock clock) {
        work.every(
                "forget old attempts",
                PERIOD,
                () -> attempts.forget(clock.instant().minus(KEPT)).then());
    }
}
