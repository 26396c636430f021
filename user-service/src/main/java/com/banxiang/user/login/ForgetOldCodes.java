package com.banxiang.user.login;

import com.banxiang.platform.work.TimedWork;
import java.time.Clock;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Removes codes that no limit looks at any more: the longest window is a day. */
@Component
final class ForgetOldCodes {

    private static final Duration PERIOD = Duration.ofHours(1);
    private static final Duration KEPT = Duration.ofDays(2);

    ForgetOldCodes(TimedWork work, LoginCodes codes, Clock clock) {
        work.every(
                "forget old codes", PERIOD, () -> codes.forget(clock.instant().minus(KEPT)));
    }
}
