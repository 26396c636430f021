package com.banxiang.notification.alert;

import com.banxiang.notification.alert.Consequence.Escalate;
import com.banxiang.notification.alert.Consequence.SpareStrangers;
import com.banxiang.notification.alert.Consequence.Stop;
import com.banxiang.notification.alert.Consequence.Tell;
import com.banxiang.notification.delivery.Channel.Kind;
import com.banxiang.notification.delivery.Channel.Message;
import com.banxiang.notification.delivery.Channel.Recipient;
import com.banxiang.notification.delivery.Outgoing;
import com.banxiang.notification.inbox.Inbox;
import com.banxiang.notification.inbox.Inbox.Item;
import com.banxiang.platform.messaging.Delivery;
import com.banxiang.platform.security.Account;
import com.banxiang.platform.security.AccountKind;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Takes in a fact about an alert. In the transaction of the event the elder is told, the family's part is left to
 * {@link TellFamily}, and an escalation begins or ends; no neighbour and no vendor is asked here, so an alert waits for none.
 */
@Component
final class KeepAlert {

    private final Alerts alerts;
    private final Tellings tellings;
    private final Escalations escalations;
    private final Inbox inbox;
    private final Outgoing outgoing;
    private final AlertNudges nudges;
    private final Clock clock;

    KeepAlert(
            Alerts alerts,
            Tellings tellings,
            Escalations escalations,
            Inbox inbox,
            Outgoing outgoing,
            AlertNudges nudges,
            Clock clock) {
        this.alerts = alerts;
        this.tellings = tellings;
        this.escalations = escalations;
        this.inbox = inbox;
        this.outgoing = outgoing;
        this.nudges = nudges;
        this.clock = clock;
    }

    Mono<Void> learn(Delivery<?> delivery, UUID alert, UUID elder, Fact fact) {

        return delivery.once(alerts.lock(alert, elder)
                        .map(it -> it.learn(fact))
                        .delayUntil(decision -> alerts.save(decision.alert()))
                        .flatMap(this::follow))
                .then(nudges.giveAll())
                .checkpoint("learn of an alert");
    }

    private Mono<Void> follow(Alert.Decision decision) {
        return Flux.fromIterable(decision.consequences())
                .concatMap(it -> follow(decision.alert(), it))
                .then();
    }

    private Mono<Void> follow(Alert alert, Consequence consequence) {
        return switch (consequence) {
            case Escalate(var since) -> escalations.start(alert.id(), since);
            case SpareStrangers _ -> escalations.stop(alert.id(), Escalations.CONTACT);
            case Stop _ -> escalations.stop(alert.id(), Escalations.CHILDREN);
            case Tell tell -> tell(alert, tell);
        };
    }

    private Mono<Void> tell(Alert alert, Tell tell) {

        var told = inbox.put(List.of(item(alert, tell))).then(tellings.add(alert.id(), tell, clock.instant()));
        return tell.elderLoud() ? told.then(outgoing.add(List.of(push(alert, tell)))) : told;
    }

    private static Item item(Alert alert, Tell tell) {

        return new Item(
                new Account(AccountKind.USER, alert.userId()),
                tell.eventId(),
                tell.subject().type(),
                tell.subject().template("elder", alert.call()),
                tell.subject().params(tell.at(), alert.call()),
                Map.of("alertId", alert.id().toString()),
                alert.id(),
                tell.occurredAt());
    }

    private static Message push(Alert alert, Tell tell) {
        return new Message(
                tell.eventId(),
                Recipient.of(new Account(AccountKind.USER, alert.userId())),
                Kind.PUSH,
                tell.subject().type(),
                tell.subject() == Consequence.Subject.RAISED_LATE ? "alert_elder_late" : "alert_elder",
                Map.of("at", tell.at().toString()),
                alert.userId(),
                alert.id(),
                tell.step(),
                tell.urgency(),
                tell.occurredAt());
    }
}
