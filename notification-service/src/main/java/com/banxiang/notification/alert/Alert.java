package com.banxiang.notification.alert;

import com.banxiang.notification.alert.Consequence.Escalate;
import com.banxiang.notification.alert.Consequence.SpareStrangers;
import com.banxiang.notification.alert.Consequence.Stop;
import com.banxiang.notification.alert.Consequence.Subject;
import com.banxiang.notification.alert.Consequence.Tell;
import com.banxiang.notification.alert.Fact.Acknowledged;
import com.banxiang.notification.alert.Fact.Closed;
import com.banxiang.notification.alert.Fact.Raised;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is known of an alert here. Whatever the order of its facts, the same is known in the end, and the same people were
 * told of the same things; only what is over by the time it is heard of is told quietly.
 *
 * @param version of the newest telling, 0 while none is known
 * @param severity of the newest telling
 * @param criticalVersion of the telling that made it critical, 0 if none did
 * @param elderAcked the newest telling the elder answered, 0 if none
 * @param otherAcked the newest telling a child or an operator answered, 0 if none
 * @param closedBy the event that closed it; likewise the other events
 * @param call what it is if no reading raised it
 */
record Alert(
        UUID id,
        UUID userId,
        long version,
        @Nullable Severity severity,
        boolean late,
        long criticalVersion,
        long elderAcked,
        @Nullable UUID elderAckedBy,
        long otherAcked,
        @Nullable UUID otherAckedBy,
        @Nullable UUID closedBy,
        @Nullable CallForHelp call) {

    /** What a fact made of an alert, and what is to be done. */
    record Decision(Alert alert, List<Consequence> consequences) {}

    Decision learn(Fact fact) {
        return switch (fact) {
            case Raised raised -> raised(raised);
            case Acknowledged acknowledged -> acknowledged(acknowledged);
            case Closed closed -> closed(closed);
        };
    }

    /** Whether a child or an operator answered since it became critical. */
    boolean isAnswered() {
        return criticalVersion > 0 && otherAcked >= criticalVersion;
    }

    /** Whether the elder did. */
    boolean isConfirmed() {
        return criticalVersion > 0 && elderAcked >= criticalVersion;
    }

    boolean isClosed() {
        return closedBy != null;
    }

    private boolean isKnown() {
        return version > 0;
    }

    private Decision raised(Raised fact) {

        if (fact.version() <= version) {
            return unchanged();
        }

        var becomesCritical = fact.severity() == Severity.CRITICAL && !fact.late() && criticalVersion == 0;
        var next = new Alert(
                id,
                userId,
                fact.version(),
                fact.severity(),
                fact.late(),
                becomesCritical ? fact.version() : criticalVersion,
                elderAcked,
                elderAckedBy,
                otherAcked,
                otherAckedBy,
                closedBy,
                fact.call());

        // A late one is told once.
        if (isKnown() && fact.late()) {
            return new Decision(next, List.of());
        }

        var consequences = new ArrayList<Consequence>();
        if (becomesCritical && !next.isAnswered() && !next.isClosed()) {
            consequences.add(new Escalate(fact.occurredAt()));
            if (next.isConfirmed()) {
                consequences.add(new SpareStrangers());
            }
        }
        consequences.add(next.telling(fact, becomesCritical));
        if (!isKnown()) {
            next.whatCameBefore(fact, consequences);
        }
        return new Decision(next, consequences);
    }

    private Tell telling(Raised fact, boolean becomesCritical) {

        var loud = fact.severity() != Severity.INFO && !isClosed() && otherAcked < fact.version();
        return new Tell(
                fact.eventId(),
                fact.late() ? Subject.RAISED_LATE : Subject.RAISED,
                loud,
                loud && !fact.late(),
                fact.severity() == Severity.CRITICAL,
                becomesCritical ? Escalations.EVERYBODY : null,
                fact.recordedAt(),
                fact.occurredAt());
    }

    /** The end of it was heard of before its beginning. */
    private void whatCameBefore(Raised fact, List<Consequence> consequences) {

        if (elderAckedBy != null) {
            consequences.add(quietly(elderAckedBy, Subject.ACKNOWLEDGED_SELF, fact.occurredAt()));
        }
        if (otherAckedBy != null) {
            consequences.add(quietly(otherAckedBy, Subject.ACKNOWLEDGED_OTHER, fact.occurredAt()));
        }
        if (closedBy != null) {
            consequences.add(quietly(closedBy, Subject.CLOSED, fact.occurredAt()));
        }
    }

    private Decision acknowledged(Acknowledged fact) {

        if (fact.alertVersion() <= (fact.byElder() ? elderAcked : otherAcked)) {
            return unchanged();
        }

        var next = new Alert(
                id,
                userId,
                version,
                severity,
                late,
                criticalVersion,
                fact.byElder() ? fact.alertVersion() : elderAcked,
                fact.byElder() ? fact.eventId() : elderAckedBy,
                fact.byElder() ? otherAcked : fact.alertVersion(),
                fact.byElder() ? otherAckedBy : fact.eventId(),
                closedBy,
                call);

        if (!isKnown()) {
            return new Decision(next, List.of());
        }

        var consequences = new ArrayList<Consequence>();
        if (next.isAnswered()) {
            consequences.add(new Stop());
        } else if (next.isConfirmed()) {
            consequences.add(new SpareStrangers());
        }
        consequences.add(quietly(
                fact.eventId(),
                fact.byElder() ? Subject.ACKNOWLEDGED_SELF : Subject.ACKNOWLEDGED_OTHER,
                fact.occurredAt()));
        return new Decision(next, consequences);
    }

    private Decision closed(Closed fact) {

        if (isClosed()) {
            return unchanged();
        }

        var next = new Alert(
                id,
                userId,
                version,
                severity,
                late,
                criticalVersion,
                elderAcked,
                elderAckedBy,
                otherAcked,
                otherAckedBy,
                fact.eventId(),
                call);

        return new Decision(
                next,
                isKnown()
                        ? List.of(new Stop(), quietly(fact.eventId(), Subject.CLOSED, fact.occurredAt()))
                        : List.of());
    }

    private static Tell quietly(UUID eventId, Subject subject, Instant occurredAt) {
        return new Tell(eventId, subject, false, false, false, null, occurredAt, occurredAt);
    }

    private Decision unchanged() {
        return new Decision(this, List.of());
    }
}
