package com.banxiang.notification.preference;

import com.banxiang.notification.delivery.Channel.Urgency;
import com.banxiang.platform.web.Times;
import java.time.Instant;
import java.time.LocalTime;
import org.jspecify.annotations.Nullable;

/**
 * When a person does not want to be woken, by the clocks of China; over midnight if they end before they begin.
 *
 * @param holdWarnings warnings wait as well; what is critical never does
 */
record QuietHours(LocalTime from, LocalTime to, boolean enabled, boolean holdWarnings) {

    /** As it is for whoever said nothing. */
    static final QuietHours USUAL = new QuietHours(LocalTime.of(22, 0), LocalTime.of(7, 0), true, false);

    /** A whole day, or none: nobody can tell which. */
    boolean areNone() {
        return from.equals(to);
    }

    /** When such a message may be sent if that is not now; null if it is. */
    @Nullable
    Instant hold(Urgency urgency, Instant now) {

        var waits = switch (urgency) {
            case NORMAL -> enabled;
            case WARNING -> enabled && holdWarnings;
            case CRITICAL -> false;
        };
        return waits ? endOf(now) : null;
    }

    private @Nullable Instant endOf(Instant now) {

        var there = now.atZone(Times.CHINA);
        var time = there.toLocalTime();
        var begun = !time.isBefore(from);
        var ended = !time.isBefore(to);
        var overMidnight = to.isBefore(from);

        if (overMidnight ? !begun && ended : !begun || ended) {
            return null;
        }

        var day = there.toLocalDate();
        return (overMidnight && begun ? day.plusDays(1) : day)
                .atTime(to)
                .atZone(Times.CHINA)
                .toInstant();
    }
}
