package com.banxiang.user.operator;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long a name is closed to whoever keeps trying passwords.
 *
 * @param free wrong tries that close nothing
 * @param first how long the next one closes it; each further one twice as long
 * @param longest but never longer
 * @param forgotten after so long without a try the count begins anew
 */
@ConfigurationProperties("user.operators.lockout")
record LockoutSettings(
        @DefaultValue("4") int free,
        @DefaultValue("1m") Duration first,
        @DefaultValue("1h") Duration longest,
        @DefaultValue("24h") Duration forgotten) {

    LockoutSettings {
        if (free < 0 || !first.isPositive() || longest.compareTo(first) < 0 || forgotten.compareTo(longest) < 0) {
            throw new IllegalArgumentException(
                    "user.operators.lockout: first %s, longest %s, forgotten %s (expected: in this order)"
                            .formatted(first, longest, forgotten));
        }
    }

    /** After so many wrong tries in a row; zero while they are few. */
    Duration pause(int failures) {

        var pause = failures > free ? first : Duration.ZERO;
        for (var more = free + 1; more < failures && pause.compareTo(longest) < 0; more++) {
            pause = pause.multipliedBy(2);
        }

        return pause.compareTo(longest) < 0 ? pause : longest;
    }
}
