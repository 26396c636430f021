package com.banxiang.notification.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** How many messages may leave now without passing a rate: what was not used within a second is forgotten. */
final class Pace {

    private final int perSecond;
    private final Clock clock;
    private double left;
    private Instant counted;

    Pace(int perSecond, Clock clock) {
        this.perSecond = perSecond;
        this.clock = clock;
        this.left = perSecond;
        this.counted = clock.instant();
    }

    /** As many as wanted, or as many as there are. */
    synchronized int take(int wanted) {

        var now = clock.instant();
        var since = Math.max(0, Duration.between(counted, now).toMillis());
        left = Math.min(perSecond, left + perSecond * since / 1000.0);
        counted = now;

        var taken = (int) Math.min(wanted, left);
        left -= taken;
        return taken;
    }

    /** Gives back what was taken in vain. */
    synchronized void giveBack(int unused) {
        left += unused;
    }
}
