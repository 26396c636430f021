package com.banxiang.sandbox.jpush;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Calls per host and minute. It counts always, and refuses only where a fault has switched the quota on. */
@Component
final class RateLimits {

    record Standing(int limit, int used, long secondsToReset) {

        int remaining() {
            return Math.max(0, limit - used);
        }

        boolean isExceeded() {
            return used > limit;
        }
    }

    private record Minute(Instant start, int calls) {}

    private final JPushSettings settings;
    private final Clock clock;
    private final Map<String, Minute> minutes = new HashMap<>();

    RateLimits(JPushSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /** One call more. */
    synchronized Standing count(String operation) {

        var now = clock.instant().truncatedTo(ChronoUnit.MINUTES);
        minutes.merge(
                host(operation),
                new Minute(now, 1),
                (before, first) -> before.start().equals(now) ? new Minute(now, before.calls() + 1) : first);
        return standing(operation);
    }

    synchronized Standing standing(String operation) {

        var now = clock.instant();
        var start = now.truncatedTo(ChronoUnit.MINUTES);
        var minute = minutes.getOrDefault(host(operation), new Minute(start, 0));
        var reset = Duration.between(now, start.plus(1, ChronoUnit.MINUTES)).toSeconds();
        return new Standing(limit(operation), minute.start().equals(start) ? minute.calls() : 0, Math.max(1, reset));
    }

    private int limit(String operation) {

        return switch (host(operation)) {
            case "device" -> settings.deviceCallsPerMinute();
            case "report" -> settings.reportCallsPerMinute();
            default -> settings.pushesPerMinute();
        };
    }

    private static String host(String operation) {

        if (operation.startsWith("/device/")) {
            return "device";
        }
        return operation.startsWith("/report/") ? "report" : "push";
    }
}
