package com.banxiang.notification.delivery;

import com.banxiang.notification.delivery.Channel.Kind;
import com.banxiang.platform.work.Nudge;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** One nudge a channel, so that each is woken for its own messages only. */
@Component
final class Nudges {

    private final Map<Kind, Nudge> nudges =
            Arrays.stream(Kind.values()).collect(Collectors.toUnmodifiableMap(Function.identity(), _ -> new Nudge()));

    Nudge of(Kind channel) {
        var nudge = nudges.get(channel);
        if (nudge == null) {
            throw new IllegalStateException("channel: %s has no nudge".formatted(channel));
        }
        return nudge;
    }
}
