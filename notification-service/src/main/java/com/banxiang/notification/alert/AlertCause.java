package com.banxiang.notification.alert;

import com.banxiang.notification.delivery.Cause;
import com.banxiang.notification.delivery.Channel.Message;
import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Alerts as what messages are sent for: one that closed needs no more of them, one that reached nobody goes on to the next. */
@Component
final class AlertCause implements Cause {

    private final Alerts alerts;
    private final Escalations escalations;
    private final AlertNudges nudges;
    private final Clock clock;

    AlertCause(Alerts alerts, Escalations escalations, AlertNudges nudges, Clock clock) {
        this.alerts = alerts;
        this.escalations = escalations;
        this.nudges = nudges;
        this.clock = clock;
    }

    @Override
    public Mono<String> isOver(Message message) {

        var alert = message.alert();
        return alert == null ? Mono.empty() : alerts.find(alert).mapNotNull(it -> overBecause(it, message));
    }

    private static @Nullable String overBecause(Alert alert, Message message) {

        if (alert.isClosed()) {
            return "alert_closed";
        }

        var step = message.step();
        return step != null && step > Escalations.EVERYBODY && TakeSteps.isOver(alert, step) ? "acknowledged" : null;
    }

    @Override
    public Mono<Void> notReached(Message message) {

        var alert = message.alert();
        var step = message.step();
        return alert == null || step == null ? Mono.empty() : hurry(alert, step);
    }

    private Mono<Void> hurry(UUID alert, int step) {
        return alerts.lock(alert)
                .then(escalations.hurryIfNobodyReached(alert, step, clock.instant()))
                .filter(hurried -> hurried)
                .doOnNext(_ -> nudges.steps().give())
                .then();
    }
}
