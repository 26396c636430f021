package com.banxiang.health.arrival;

import com.banxiang.platform.work.TimedWork;
import java.time.Clock;
import java.time.Duration;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Deletes raw payloads whose time is over, in batches; several instances may do it at once. */
@Component
final class ForgetPayloads {

    private static final Duration EVERY = Duration.ofMinutes(10);
    private static final int MOST_BATCHES = 500;

    private final RawPayloads rawPayloads;
    private final ArrivalSettings settings;
    private final Clock clock;

    ForgetPayloads(RawPayloads rawPayloads, ArrivalSettings settings, Clock clock, TimedWork timedWork) {
        this.rawPayloads = rawPayloads;
        this.settings = settings;
        this.clock = clock;
        timedWork.every("forget-payloads", EVERY, this::handle);
    }

    Mono<Void> handle() {
        return Mono.defer(() -> rawPayloads.forgetBefore(clock.instant().minus(settings.rawKeptFor())))
                .repeat(MOST_BATCHES)
                .takeUntil(forgotten -> forgotten < RawPayloads.BATCH)
                .then()
                .checkpoint("forget payloads");
    }
}
