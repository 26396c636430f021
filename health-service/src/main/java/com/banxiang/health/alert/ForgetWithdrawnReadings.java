package com.banxiang.health.alert;

import com.banxiang.platform.work.TimedWork;
import java.time.Clock;
import java.time.Duration;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Forgets which records were taken back once no event about them can be on its way any more. */
@Component
final class ForgetWithdrawnReadings {

    private static final Duration EVERY = Duration.ofHours(1);

    /** As long as the inbox remembers events. */
    private static final Duration KEPT_FOR = Duration.ofDays(30);

    private final Alerts alerts;
    private final Clock clock;

    ForgetWithdrawnReadings(Alerts alerts, Clock clock, TimedWork timedWork) {
        this.alerts = alerts;
        this.clock = clock;
        timedWork.every("forget-withdrawn-readings", EVERY, this::handle);
    }

    Mono<Void> handle() {
        return alerts.forgetWithdrawnBefore(clock.instant().minus(KEPT_FOR)).checkpoint("forget withdrawn readings");
    }
}
