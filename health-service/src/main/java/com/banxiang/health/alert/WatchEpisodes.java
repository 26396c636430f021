package com.banxiang.health.alert;

import com.banxiang.platform.work.TimedWork;
import java.time.Clock;
import java.time.Instant;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/**
 * Does what is due although nothing was measured: tells again what nobody acknowledged, and closes what nobody measures any
 * more. Each episode in a transaction of its own, taken with {@code skip locked}, so that instances share the work and one
 * that dies leaves it to the others.
 */
@Component
final class WatchEpisodes {

    /** In one run; what is left over waits for the next. */
    private static final int MOST_AT_ONCE = 500;

    private final Courses courses;
    private final Rulings rulings;
    private final AlertRules rules;
    private final TransactionalOperator transaction;
    private final Clock clock;

    WatchEpisodes(
            Courses courses,
            Rulings rulings,
            AlertRules rules,
            TransactionalOperator transaction,
            Clock clock,
            TimedWork timedWork,
            AlertSettings settings) {
        this.courses = courses;
        this.rulings = rulings;
        this.rules = rules;
        this.transaction = transaction;
        this.clock = clock;
        timedWork.every("watch-episodes", settings.watchEvery(), this::handle);
    }

    Mono<Void> handle() {
        return Mono.defer(() -> handle(clock.instant()))
                .repeat(MOST_AT_ONCE)
                .takeUntil(wasDue -> !wasDue)
                .then()
                .checkpoint("watch episodes");
    }

    /** Whether there was one. */
    private Mono<Boolean> handle(Instant now) {
        return courses.claimDue(now)
                .map(course -> course.pass(now, rules))
                .delayUntil(rulings::store)
                .as(transaction::transactional)
                .hasElement();
    }
}
