package com.banxiang.health.alert;

import com.banxiang.health.reading.ReadingType;
import java.time.Clock;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Ends what a reading began that was never true. */
@Component
public final class Corrections {

    private final Courses courses;
    private final Alerts alerts;
    private final Rulings rulings;
    private final TransactionalOperator transaction;
    private final Clock clock;

    Corrections(Courses courses, Alerts alerts, Rulings rulings, TransactionalOperator transaction, Clock clock) {
        this.courses = courses;
        this.alerts = alerts;
        this.rulings = rulings;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Joins the caller's transaction. Also holds for a reading the engine has yet to hear of. */
    public Mono<Void> takenBack(UUID userId, ReadingType type, UUID recordId) {
        return Mono.justOrEmpty(AlertType.of(type))
                .flatMap(it -> courses.lock(userId, it))
                .delayUntil(_ -> alerts.withdraw(recordId, clock.instant()))
                .map(course -> course.correct(recordId, clock.instant()))
                .flatMap(rulings::store)
                .as(transaction::transactional)
                .checkpoint("correct alerts");
    }
}
