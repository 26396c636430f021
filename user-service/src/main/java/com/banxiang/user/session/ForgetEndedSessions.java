package com.banxiang.user.session;

import com.banxiang.platform.work.TimedWork;
import java.time.Clock;
import java.time.Duration;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Removes sessions and refresh tokens that have expired, in steps small enough for one statement each. */
@Component
final class ForgetEndedSessions {

    private static final Duration PERIOD = Duration.ofHours(1);
    private static final int STEP = 5_000;

    private final Sessions sessions;
    private final Clock clock;

    ForgetEndedSessions(TimedWork work, Sessions sessions, Clock clock) {
        this.sessions = sessions;
        this.clock = clock;
        work.every("forget ended sessions", PERIOD, this::handle);
    }

    Mono<Void> handle() {

        var sessionsGone = Mono.defer(() -> sessions.forgetSessions(clock.instant(), STEP))
                .repeat()
                .takeUntil(gone -> gone < STEP);
        var tokensGone = Mono.defer(() -> sessions.forgetTokens(clock.instant(), STEP))
                .repeat()
                .takeUntil(gone -> gone < STEP);

        return sessionsGone.thenMany(tokensGone).then().checkpoint("forget ended sessions");
    }
}
