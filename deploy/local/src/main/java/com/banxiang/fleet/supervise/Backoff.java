package com.banxiang.fleet.supervise;

import java.time.Duration;

/** How long to wait before a part that died is started again: longer each time, until it has been well for a while. */
final class Backoff {

    private static final Duration FIRST = Duration.ofMillis(200);
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final Duration WELL = Duration.ofSeconds(10);

    private Duration next = FIRST;

    /** The pause before the next start. */
    Duration after(Duration healthyFor) {

        if (healthyFor.compareTo(WELL) >= 0) {
            next = FIRST;
        }

        var pause = next;
        next = next.multipliedBy(2).compareTo(LONGEST) < 0 ? next.multipliedBy(2) : LONGEST;

        return pause;
    }
}
