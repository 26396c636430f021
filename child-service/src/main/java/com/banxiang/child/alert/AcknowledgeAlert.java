package com.banxiang.child.alert;

import com.banxiang.child.alert.Alert.Acknowledgement;
import com.banxiang.child.alert.Alert.Status;
import com.banxiang.child.alert.AlertEvent.AlertAcknowledged;
import com.banxiang.child.outcome.Outcomes;
import com.banxiang.child.outcome.UseCase;
import com.banxiang.child.sharing.ParentAccess;
import com.banxiang.child.sharing.Scope;
import com.banxiang.platform.audit.Actor;
import com.banxiang.platform.audit.Audit;
import com.banxiang.platform.outbox.Outbox;
import com.banxiang.platform.security.Account;
import com.banxiang.platform.security.AccountKind;
import com.banxiang.platform.security.Caller;
import com.banxiang.platform.web.Unknown;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/**
 * Lets a child take care of what was told last about a parent.
 *
 * <p>Of two children at once the row's lock lets one be first; the other finds it done.
 */
@Component
final class AcknowledgeAlert {

    private final Alerts alerts;
    private final ParentAccess access;
    private final Audit audit;
    private final Outbox outbox;
    private final TransactionalOperator transaction;
    private final Clock clock;
    private final Outcomes outcomes;

    AcknowledgeAlert(
            Alerts alerts,
            ParentAccess access,
            Audit audit,
            Outbox outbox,
            TransactionalOperator transaction,
            Clock clock,
            Outcomes outcomes) {
        this.alerts = alerts;
        this.access = access;
        this.audit = audit;
        this.outbox = outbox;
        this.transaction = transaction;
        this.clock = clock;
        this.outcomes = outcomes;
    }

    /** Never empty. Fails with {@link UnknownAlert} if there is none that this child may see. */
    Mono<Alert> handle(UUID id, Caller child) {

        return alerts.find(id)
                .flatMap(alert -> visible(alert, child))
                .switchIfEmpty(Mono.error(() -> new UnknownAlert(id)))
                .delayUntil(alert ->
                        audit.read(Actor.of(child), "acknowledge-alert", new Account(AccountKind.USER, alert.parent())))
                .flatMap(_ -> acknowledge(id, child).as(transaction::transactional))
                .as(outcomes.of(UseCase.ACKNOWLEDGE, id, it -> Outcomes.named(it.status())))
                .checkpoint("acknowledge alert");
    }

    /** To a child without a bond an alert is as unknown as one that does not exist. */
    private Mono<Alert> visible(Alert alert, Caller child) {
        return access.to(alert.parent(), child.id(), Scope.HEALTH)
                .filter(bond -> !alert.toldAt().isBefore(bond.linkedAt()))
                .map(_ -> alert)
                .onErrorResume(Unknown.class, _ -> Mono.empty());
    }

    private Mono<Alert> acknowledge(UUID id, Caller child) {
        return alerts.lock(id).flatMap(alert -> alert.status() == Status.OPEN ? store(alert, child) : Mono.just(alert));
    }

    private Mono<Alert> store(Alert alert, Caller child) {

        // The event carries milliseconds; kept finer here, two services could disagree on which of two came first.
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var acknowledgement = new Acknowledgement(alert.told(), child.account(), now);

        return alerts.acknowledge(alert.id(), alert.parent(), acknowledgement)
                .flatMap(version ->
                        outbox.append(AlertAcknowledged.TOPIC, AlertAcknowledged.of(alert, acknowledgement, version)))
                .thenReturn(alert.acknowledged(acknowledgement));
    }
}
