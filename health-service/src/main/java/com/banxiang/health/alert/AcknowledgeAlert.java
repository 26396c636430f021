package com.banxiang.health.alert;

import static java.util.Objects.requireNonNullElse;

import com.banxiang.platform.security.Account;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Writes down who answers for an alert. The first answer to a telling counts; an alert that is over stays as it is. */
@Component
final class AcknowledgeAlert {

    /**
     * @param toldVersion which telling is answered; null for the last one, which is what its person sees
     * @param announced whether others have been told of the answer already, by whom it was given to
     */
    record Command(
            UUID userId,
            UUID alertId,
            Account by,
            Instant at,
            @Nullable Long toldVersion,
            boolean announced) {}

    private final Alerts alerts;
    private final Courses courses;
    private final Rulings rulings;
    private final TransactionalOperator transaction;

    AcknowledgeAlert(Alerts alerts, Courses courses, Rulings rulings, TransactionalOperator transaction) {
        this.alerts = alerts;
        this.courses = courses;
        this.rulings = rulings;
        this.transaction = transaction;
    }

    /** Answers the alert as it is then. Never empty; fails with {@link UnknownAlert}. */
    Mono<Episode> handle(Command command) {
        return alerts.find(command.userId(), command.alertId())
                .switchIfEmpty(Mono.error(() -> new UnknownAlert(command.alertId())))
                .flatMap(found -> courses.lock(command.userId(), found.type()))
                .flatMap(course -> isAbout(course, command) ? answer(course, command) : Mono.empty())
                .switchIfEmpty(Mono.defer(() -> alerts.find(command.userId(), command.alertId())))
                .as(transaction::transactional)
                .checkpoint("acknowledge alert");
    }

    private Mono<Episode> answer(Course course, Command command) {

        var episode = course.open();

        if (episode == null) {
            return Mono.empty();
        }

        var telling = requireNonNullElse(command.toldVersion(), episode.told().version());
        var verdict = course.acknowledge(new Acknowledgement(command.by(), command.at()), telling);
        var stored = command.announced() ? rulings.storeInSilence(verdict) : rulings.store(verdict);

        return stored.then(Mono.justOrEmpty(verdict.course().open()));
    }

    private static boolean isAbout(Course course, Command command) {
        return course.open() != null && course.open().id().equals(command.alertId());
    }
}
