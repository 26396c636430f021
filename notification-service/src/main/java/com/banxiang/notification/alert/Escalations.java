package com.banxiang.notification.alert;

import com.banxiang.platform.data.Rows;
import java.time.Instant;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The steps of escalations, a row each with the time it is due. */
@Component
final class Escalations {

    /** Step 0 is the telling itself. */
    static final int EVERYBODY = 0;

    static final int CHILDREN = 1;
    static final int CONTACT = 2;
    static final int OPERATORS = 3;

    record Step(UUID alert, int step) {}

    private final DatabaseClient database;
    private final EscalationSettings settings;

    Escalations(DatabaseClient database, EscalationSettings settings) {
        this.database = database;
        this.settings = settings;
    }

    /** Once an alert: a telling again starts nothing. */
    Mono<Void> start(UUID alert, Instant since) {

        return database.sql("""
            insert into escalations (alert_id, step, due_at, state)
            values (:alert, 0, :since, 'told'),
                   (:alert, 1, :children, 'waiting'),
                   (:alert, 2, :contact, 'waiting'),
                   (:alert, 3, :operators, 'waiting')
                on conflict (alert_id, step) do nothing
            """)
                .bind("alert", alert)
                .bind("since", since)
                .bind("children", since.plus(settings.childrenAfter()))
                .bind("contact", since.plus(settings.contactAfter()))
                .bind("operators", since.plus(settings.operatorsAfter()))
                .then();
    }

    /** This step and those after it are not taken any more. */
    Mono<Void> stop(UUID alert, int from) {

        return database.sql("""
            update escalations
               set state = 'stopped'
             where alert_id = :alert
               and step >= :from
               and state = 'waiting'
            """).bind("alert", alert).bind("from", from).then();
    }

    /** Takes what is due, so that no other instance does until the lease ends. */
    Flux<Step> claim(int limit, UUID lease, Instant now, Instant until) {

        return database.sql("""
               update escalations
                  set lease = :lease,
                      leased_until = :until
                where (alert_id, step) in (select alert_id, step
                                             from escalations
                                            where state = 'waiting'
                                              and due_at <= :now
                                              and (leased_until is null or leased_until <= :now)
                                            order by due_at, step
                                            limit :limit
                                              for update skip locked)
            returning alert_id, step
            """)
                .bind("lease", lease)
                .bind("until", until)
                .bind("now", now)
                .bind("limit", limit)
                .map(row -> new Step(Rows.column(row, "alert_id", UUID.class), Rows.column(row, "step", Integer.class)))
                .all();
    }

    Mono<Void> told(Step step) {

        return database.sql("""
            update escalations
               set state = 'told'
             where alert_id = :alert
               and step = :step
               and state = 'waiting'
            """)
                .bind("alert", step.alert())
                .bind("step", step.step())
                .then();
    }

    /** It could not be taken yet; the others go on. */
    Mono<Void> postpone(Step step, Instant until) {

        return database.sql("""
            update escalations
               set due_at = :until,
                   leased_until = null
             where alert_id = :alert
               and step = :step
               and state = 'waiting'
            """)
                .bind("until", until)
                .bind("alert", step.alert())
                .bind("step", step.step())
                .then();
    }

    /** The next step is due now, whatever its time was. */
    Mono<Boolean> hurry(UUID alert, int after, Instant now) {

        return database.sql("""
            update escalations
               set due_at = :now
             where alert_id = :alert
               and step = (select min(step) from escalations where alert_id = :alert and step > :after)
               and state = 'waiting'
               and due_at > :now
            """)
                .bind("now", now)
                .bind("alert", alert)
                .bind("after", after)
                .fetch()
                .rowsUpdated()
                .map(it -> it > 0);
    }

    /**
     * The next step is due now if this one, which was taken, reached nobody: none of its messages was sent, may have been
     * sent or still has a chance. Asked with the alert's row held, so that the last of two that fail at once sees both.
     */
    Mono<Boolean> hurryIfNobodyReached(UUID alert, int step, Instant now) {

        return database.sql("""
            select not exists (select from tellings
                                where alert_id = :alert and step = :step and done_at is null
                                  and attempts < :patience)
               and not exists (select from deliveries
                                where alert_id = :alert and step = :step
                                  and (state in ('sending', 'sent', 'delivered', 'unknown')
                                       or state = 'pending' and attempts < :patience))
            """)
                .bind("alert", alert)
                .bind("step", step)
                .bind("patience", settings.patience())
                .mapValue(Boolean.class)
                .one()
                .flatMap(nobody -> nobody ? hurry(alert, step, now) : Mono.just(false));
    }
}
