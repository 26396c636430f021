package com.banxiang.platform.outbox;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** A signal from those who committed to the one who relays. However often it is given, the relay wakes once. */
final class WakeUp {

    private final Semaphore signal = new Semaphore(0);

    /** Never waits. */
    void wake() {
        if (!isGiven()) {
            signal.release();
        }
    }

    boolean isGiven() {
        return signal.availablePermits() > 0;
    }

    /** Whether the relay has nothing to do until somebody gives the signal. */
    boolean isAwaited() {
        return signal.hasQueuedThreads();
    }

    /** Returns at the signal, or when the time is over. */
    void await(Duration limit) throws InterruptedException {
        if (signal.tryAcquire(limit.toMillis(), TimeUnit.MILLISECONDS)) {
            signal.drainPermits();
        }
    }
}
