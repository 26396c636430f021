package com.banxiang.notification.preference;

import com.banxiang.notification.delivery.Channel;
import com.banxiang.notification.delivery.Channel.Outcome;
import com.banxiang.notification.delivery.Channel.Outcome.Elsewhere;
import com.banxiang.notification.delivery.Channel.Outcome.Quiet;
import com.banxiang.notification.delivery.Channel.Outcome.Unreachable;
import com.banxiang.notification.delivery.Channel.Urgency;
import com.banxiang.notification.inbox.Inbox;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a person wants to be told. The inbox is no channel here: what was told can always be read there.
 *
 * @param off what they switched off; everything else is on
 */
record Preferences(Set<Switch> off, QuietHours quietHours) {

    static final Preferences USUAL = new Preferences(Set.of(), QuietHours.USUAL);

    private static final String SWITCHED_OFF = "switched_off";

    /** One channel for one kind of news. */
    record Switch(Inbox.Kind kind, Channel.Kind channel) {}

    Preferences {
        off = Set.copyOf(off);
    }

    boolean allows(Inbox.Kind kind, Channel.Kind channel) {
        return !off.contains(new Switch(kind, channel));
    }

    /**
     * What is to become of a message instead of being sent now; null if it is wanted. A critical one always is. Health that
     * is not wanted in WeChat goes by short message, which has a switch of its own.
     */
    @Nullable
    Outcome against(Inbox.Kind kind, Channel.Kind channel, Urgency urgency, Instant now) {

        if (urgency == Urgency.CRITICAL) {
            return null;
        }

        if (!allows(kind, channel)) {
            return channel == Channel.Kind.WECHAT && kind == Inbox.Kind.HEALTH
                    ? new Elsewhere(Channel.Kind.SMS, SWITCHED_OFF)
                    : new Unreachable(SWITCHED_OFF);
        }

        var until = quietHours.hold(urgency, now);
        return until == null ? null : new Quiet(until);
    }
}
