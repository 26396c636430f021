package com.banxiang.user.invitation;

import com.banxiang.platform.work.TimedWork;
import java.time.Clock;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Removes codes that nobody redeemed in time. */
@Component
final class ForgetUnusedCodes {

    private static final Duration PERIOD = Duration.ofHours(1);
    private static final Duration KEPT = Duration.ofDays(1);

    ForgetUnusedCodes(TimedWork work, FamilyCodes codes, Clock clock) {
        work.every(
                "forget unused family codes",
                PERIOD,
                () -> codes.forgetUnused(clock.instant().minus(KEPT)));
    }
}
