package com.banxiang.notification.alert;

import com.banxiang.notification.alert.Escalations.Step;
import com.banxiang.platform.data.Rows;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;

/** What the auditor sees: alerts nobody answered, beside the steps that should have been taken. */
@Component
final class EscalationLedger {

    /** A critical alert without an escalation. */
    record NeverBegun(UUID alert, Instant since) {}

    private final DatabaseClient database;
    private final EscalationSettings steps;

    EscalationLedger(DatabaseClient database, EscalationSettings steps) {
        this.database = database;
        this.steps = steps;
    }

    /**
     * Makes due what should have been taken before {@code overdue}, frees it from a lease no living instance can have, and says
     * what it was; each step once until {@code reportedBefore}, whichever instance asks.
     *
     * @param longestLease the end of the longest lease somebody may have by now
     */
    Flux<Step> rearm(Instant overdue, Instant reportedBefore, Instant longestLease, Instant now, int limit) {

        return database.sql("""
               update escalations
                  set due_at = least(due_at, :now),
                      leased_until = case when leased_until <= :longestLease then leased_until end,
                      reported_at = :now
                where (alert_id, step) in (
                      select late.alert_id, late.step
                        from escalations late
                        join escalations began on began.alert_id = late.alert_id and began.step = 0
                        join alerts on alerts.id = late.alert_id
                       where late.state = 'waiting'
                         and (late.due_at <= :overdue
                              or began.due_at + case late.step when 1 then :children
                                                               when 2 then :contact
                                                               else :operators end * interval '1 second' <= :overdue)
                         and (late.reported_at is null or late.reported_at <= :reportedBefore)
                         and alerts.closed_by is null
                         and alerts.other_acked_version < alerts.critical_version
                         and (late.step < 2 or alerts.elder_acked_version < alerts.critical_version)
                       order by late.due_at
                       limit :limit
                         for update of late skip locked)
            returning alert_id, step
            """)
                .bind("now", now)
                .bind("longestLease", longestLease)
                .bind("overdue", overdue)
                .bind("children", seconds(steps.childrenAfter()))
                .bind("contact", seconds(steps.contactAfter()))
                .bind("operators", seconds(steps.operatorsAfter()))
                .bind("reportedBefore", reportedBefore)
                .bind("limit", limit)
                .map(row -> new Step(Rows.column(row, "alert_id", UUID.class), Rows.column(row, "step", Integer.class)))
                .all();
    }

    /** Critical, unanswered, and not one step there is. Begun with the telling that made it critical, as far as that is known. */
    Flux<NeverBegun> neverBegun(Instant now, int limit) {

        return database.sql("""
            select alerts.id,
                   coalesce((select min(occurred_at)
                               from tellings
                              where alert_id = alerts.id and critical), :now) as since
              from alerts
             where critical_version > 0
               and closed_by is null
               and other_acked_version < critical_version
               and not exists (select from escalations where alert_id = alerts.id)
             limit :limit
            """)
                .bind("now", now)
                .bind("limit", limit)
                .map(row ->
                        new NeverBegun(Rows.column(row, "id", UUID.class), Rows.column(row, "since", Instant.class)))
                .all();
    }

    private static double seconds(Duration minutes) {
        return minutes.toMillis() / 1000.0;
    }
}
