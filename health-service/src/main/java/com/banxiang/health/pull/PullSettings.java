package com.banxiang.health.pull;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * When it is fetched.
 *
 * @param every from one time to the next, of one device
 * @param jitter by which part of it that differs, so that devices linked at once don't come at once for ever
 * @param lookEvery how often this instance looks for devices whose time has come
 * @param atOnce devices of this instance at a time
 * @param overlap before the last reading, because clouds learn late of some
 * @param reachBack never further
 * @param window of one question to the cloud
 * @param renewBefore a token ends
 * @param lease how long one instance may be at one device; twice as long as the work may take
 * @param leastPause between two times that somebody asked for
 * @param firstPauseAfterFailure doubled for each further one
 * @param longestPauseAfterFailure no longer
 * @param attemptLives how long a person may take at the brand's page
 * @param giveBackWithin then the tokens of a leave that can't be given back are forgotten
 */
@ConfigurationProperties("health.pull")
record PullSettings(
        Duration every,
        double jitter,
        Duration lookEvery,
        int atOnce,
        Duration overlap,
        Duration reachBack,
        Duration window,
        Duration renewBefore,
        Duration lease,
        Duration leastPause,
        Duration firstPauseAfterFailure,
        Duration longestPauseAfterFailure,
        Duration attemptLives,
        Duration giveBackWithin) {

    private static final int MOST_DOUBLINGS = 20;

    PullSettings {
        if (jitter < 0 || jitter >= 1) {
            throw new IllegalArgumentException(
                    "health.pull.jitter: %s (expected: 0 or more, below 1)".formatted(jitter));
        }
        if (atOnce < 1) {
            throw new IllegalArgumentException("health.pull.at-once: %d (expected: 1 or more)".formatted(atOnce));
        }
    }

    /** @param random from 0 to 1 */
    Duration next(double random) {
        return Duration.ofNanos((long) (every.toNanos() * (1 + jitter * (2 * random - 1))));
    }

    Duration pauseAfter(int failures) {

        var pause = firstPauseAfterFailure.multipliedBy(1L << Math.min(failures, MOST_DOUBLINGS));
        return pause.compareTo(longestPauseAfterFailure) > 0 ? longestPauseAfterFailure : pause;
    }
}
