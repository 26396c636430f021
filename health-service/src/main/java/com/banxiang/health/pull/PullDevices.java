package com.banxiang.health.pull;

import com.banxiang.platform.work.TimedWork;
import java.time.Clock;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.util.IdGenerator;
import reactor.core.publisher.Mono;

/**
 * Fetches from every device whose time has come, so many at a time, on any number of instances: each takes a lease on what
 * nobody else has. One that fails waits longer each time and stops no other; only where the brand says that we ask too often,
 * this instance asks nothing more for so long.
 */
@Component
final class PullDevices {

    /** In one run; the next one goes on. */
    private static final int MOST_BATCHES = 200;

    private final Grants grants;
    private final LinkAttempts attempts;
    private final PullDevice pullDevice;
    private final CloudPause pause;
    private final PullSettings settings;
    private final IdGenerator ids;
    private final Clock clock;

    PullDevices(
            Grants grants,
            LinkAttempts attempts,
            PullDevice pullDevice,
            PullNudge nudge,
            CloudPause pause,
            PullSettings settings,
            IdGenerator ids,
            Clock clock,
            TimedWork timedWork) {
        this.grants = grants;
        this.attempts = attempts;
        this.pullDevice = pullDevice;
        this.pause = pause;
        this.settings = settings;
        this.ids = ids;
        this.clock = clock;
        timedWork.every("pull-devices", settings.lookEvery(), nudge.given(), this::handle);
        timedWork.every("forget-link-attempts", settings.attemptLives(), this::forget);
    }

    Mono<Void> handle() {
        return Mono.defer(this::claim)
                .repeat(MOST_BATCHES)
                .takeUntil(batch -> batch.size() < settings.atOnce())
                .flatMapIterable(batch -> batch, 1)
                .flatMap(pullDevice::handle, settings.atOnce())
                .doOnNext(this::pause)
                .then()
                .checkpoint("pull devices");
    }

    private Mono<Void> forget() {
        return Mono.defer(() -> attempts.forgetBefore(clock.instant()));
    }

    private Mono<List<Grant>> claim() {

        var now = clock.instant();

        return pause.isOver(now)
                ? grants.claimDue(now, ids.generateId(), now.plus(settings.lease()), settings.atOnce())
                        .collectList()
                : Mono.just(List.of());
    }

    private void pause(PullDevice.Outcome outcome) {
        if (outcome.isTooOften()) {
            pause.last(clock.instant().plus(outcome.pause()));
        }
    }
}
