package com.banxiang.sandbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/** Stands still until a test moves it on. */
public final class SettableClock extends Clock {

    /** At the beginning of a minute, an hour and a day in UTC and in Shanghai's hours. */
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-01T04:00:00Z"));

    public void forward(Duration step) {
        now.updateAndGet(it -> it.plus(step));
    }

    @Override
    public Instant instant() {
        return now.get();
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return Clock.fixed(instant(), zone);
    }
}
