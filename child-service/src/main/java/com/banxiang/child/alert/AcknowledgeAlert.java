package com.banxiang.child.alert;

import com.banxiang.child.alert.Alert.Acknowledgement;
import com.banxiang.child.alert.Alert.Status;
import com.banxiang.child.alert.AlertEvent.AlertAcknowledged;
import com.banxiang.child.bond.ParentAccess;
import com.banxiang.child.sharing.Scope;
import com.banxiang.platform.outbox.Outbox;
import com.banxiang.platform.security.Account;
import com.banxiang.platform.security.AccountKind;
import com.banxiang.platform.web.Unknown;
import java.time.Clock;
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
    private final Outbox outbox;
    private final TransactionalOperator transaction;
    private final Clock clock;

    AcknowledgeAlert(
            Alerts alerts, ParentAccess access, Outbox outbox, TransactionalOperator transaction, Clock clock) {
        this.alerts = alerts;
        this.access = access;
        this.outbox = outbox;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Never empty. Fails with {@link UnknownAlert} if there is none that this child may see. */
    Mono<Alert> handle(UUID id, UUID child) {

        return alerts.find(id)
                .filterWhen(alert -> isVisible(alert, child))
                .switchIfEmpty(Mono.error(() -> new UnknownAlert(id)))
                .then(Mono.defer(() -> acknowledge(id, child)).as(transaction::transactional))
                .checkpoint("acknowledge alert");
    }

    /** To a child without a bond an alert is as unknown as one that does not exist. */
    private Mono<Boolean> isVisible(Alert alert, UUID child) {
        return access.to(alert.parent(), child, Scope.HEALTH)
                .map(bond -> !alert.raisedAt().isBefore(bond.linkedAt()))
                .onErrorResume(Unknown.class, _ -> Mono.just(false));
    }

    private Mono<Alert> acknowledge(UUID id, UUID child) {
        return alerts.lock(id).flatMap(alert -> alert.status() == Status.OPEN ? store(alert, child) : Mono.just(alert));
    }

    private Mono<Alert> store(Alert alert, UUID child) {

        var by = new Account(AccountKind.CHILD, child);
        var acknowledgement = new Acknowledgement(alert.told(), by, clock.instant());

        return alerts.acknowledge(alert.id(), alert.parent(), acknowledgement)
                .flatMap(version -> outbox.append(
                        AlertAcknowledged.TOPIC,
                        new AlertAcknowledged(
                                alert.id(),
                                alert.parent(),
                                alert.reading().type(),
                                alert.severity(),
                                alert.told(),
                                by,
                                version,
                                acknowledgement.at())))
                .then(alerts.find(alert.id()));
    }
}
