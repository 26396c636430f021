package com.banxiang.user.session;

import com.banxiang.platform.work.TimedWork;
import java.time.Clock;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Removes sessions and refresh tokens that have expired. */
@Component
final class ForgetEndedSessions {

    private static final Duration PERIOD = Duration.ofHours(1);

    ForgetEndedSessions(TimedWork work, Sessions sessions, Clock clock) {
        work.every("forget ended sessions", PERIOD, () -> sessions.forget(clock.instant()));
    }
}
