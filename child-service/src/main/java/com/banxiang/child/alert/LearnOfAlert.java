package com.banxiang.child.alert;

import com.banxiang.child.alert.AlertFact.Acknowledged;
import com.banxiang.child.alert.AlertFact.Closed;
import com.banxiang.child.alert.AlertFact.Told;
import com.banxiang.child.outcome.Outcomes;
import com.banxiang.child.outcome.UseCase;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Keeps what others say of an alert.
 *
 * <p>Facts come in any order: each is kept in columns of its own, also before the alert itself is known, and only if it
 * says something newer than what is there.
 */
@Component
final class LearnOfAlert {

    private final Alerts alerts;
    private final Outcomes outcomes;

    LearnOfAlert(Alerts alerts, Outcomes outcomes) {
        this.alerts = alerts;
        this.outcomes = outcomes;
    }

    /** Takes part in the caller's transaction. */
    Mono<Void> handle(AlertFact fact) {

        return keep(fact)
                .as(outcomes.of(UseCase.LEARN, fact.alertId(), isNew -> isNew ? outcome(fact) : "known"))
                .then()
                .checkpoint("learn of alert");
    }

    private Mono<Boolean> keep(AlertFact fact) {
        return switch (fact) {
            case Told(var alert) -> alerts.tell(alert);
            case Acknowledged(var id, var parent, var acknowledgement) ->
                alerts.acknowledge(id, parent, acknowledgement).hasElement();
            case Closed(var id, var parent, var at) -> alerts.close(id, parent, at);
        };
    }

    private static String outcome(AlertFact fact) {
        return switch (fact) {
            case Told _ -> "told";
            case Acknowledged _ -> "acknowledged";
            case Closed _ -> "closed";
        };
    }
}
