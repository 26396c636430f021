package com.banxiang.health.pull;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.stereotype.Component;

/** How long this instance asks a cloud for nothing, because it said that we ask too often. */
@Component
final class CloudPause {

    private final AtomicReference<Instant> until = new AtomicReference<>(Instant.EPOCH);

    boolean isOver(Instant now) {
        return !now.isBefore(until.get());
    }

    /** Never sooner than was said before. */
    void last(Instant time) {
        until.accumulateAndGet(time, (one, other) -> one.isAfter(other) ? one : other);
    }
}
