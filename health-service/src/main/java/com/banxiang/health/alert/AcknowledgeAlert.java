package com.banxiang.health.alert;

import com.banxiang.platform.security.Account;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Writes down who answers for an alert. The first answer to a telling counts; an alert that is over stays as it is. */
@Component
final class AcknowledgeAlert {

    /** @param given where and when it was given; null for here and now, to what its person sees */
    record Command(
            UUID userId, UUID alertId, Account by, @Nullable Elsewhere given) {}

    /**
     * An answer another service took, and has told everybody of.
     *
     * @param toldVersion the telling it answers
     */
    record Elsewhere(Instant at, long toldVersion) {}

    private final Alerts alerts;
    private final Courses courses;
    private final Rulings rulings;
    private final TransactionalOperator transaction;
    private final Clock clock;

    AcknowledgeAlert(Alerts alerts, Courses courses, Rulings rulings, TransactionalOperator transaction, Clock clock) {
        this.alerts = alerts;
        this.courses = courses;
        this.rulings = rulings;
        this.transaction = transaction;
        this.clock = clock;
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

        var given = command.given();

        if (given != null) {
            var verdict = course.acknowledge(new Acknowledgement(command.by(), given.at()), given.toldVersion());
            return rulings.storeInSilence(verdict)
                    .then(Mono.justOrEmpty(verdict.course().open()));
        }

        // The time is taken while the course is held, so that of several answers at once the first stays the first.
        var answer = new Acknowledgement(command.by(), clock.instant());
        var verdict = course.acknowledge(answer, episode.told().version());
        return rulings.store(verdict).then(Mono.justOrEmpty(verdict.course().open()));
    }

    private static boolean isAbout(Course course, Command command) {
        return course.open() != null && course.open().id().equals(command.alertId());
    }
}
