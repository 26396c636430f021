package com.banxiang.notification.alert;

import com.banxiang.platform.work.Nudge;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Wakes what follows an alert's fact, after its commit. */
@Component
final class AlertNudges {

    private final Nudge family = new Nudge();
    private final Nudge steps = new Nudge();

    Nudge family() {
        return family;
    }

    Nudge steps() {
        return steps;
    }

    Mono<Void> giveAll() {
        return Mono.fromRunnable(() -> {
            family.give();
            steps.give();
        });
    }
}
