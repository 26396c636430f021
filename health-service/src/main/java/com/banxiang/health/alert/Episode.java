package com.banxiang.health.alert;

import com.banxiang.health.clinical.Breach;
import com.banxiang.health.clinical.Severity;
import com.banxiang.health.reading.Details;
import com.banxiang.platform.id.NameBasedIds;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of time in which one person's values of one type are beyond their bounds: what others call an alert.
 *
 * @param openedBy the record that opened it, which also names it
 * @param last the newest reading beyond a bound, which is what is shown
 * @param severity the worst so far; it never falls
 * @param late whether all it knows arrived too late to be urgent
 * @param count readings beyond a bound
 * @param version counts what others were told of it
 * @param told the last telling
 * @param acknowledged who answered that telling
 * @param watch what the engine has to remember to decide on the next reading
 * @param rulesVersion the clinical rules it was last judged by
 */
record Episode(
        UUID id,
        UUID userId,
        AlertType type,
        UUID openedBy,
        Last last,
        Severity severity,
        boolean late,
        int count,
        Instant raisedAt,
        long version,
        Telling told,
        @Nullable Acknowledgement acknowledged,
        @Nullable Ending ended,
        Watch watch,
        String rulesVersion) {

    /** Alerts are named by the records that opened them, so that running history again gives the same ones. */
    private static final UUID ALERTS = UUID.fromString("5f0c1f7e-0f4b-4f6e-9a52-1b7c3a1f60d1");

    /**
     * @param recordId of a call for help its own name: it is no record
     * @param breach null for a call for help, which has no value
     */
    record Last(UUID recordId, Instant recordedAt, @Nullable Breach breach, Details details) {

        static Last of(Reading reading, Breach breach) {
            return new Last(
                    reading.recordId(),
                    reading.recordedAt(),
                    breach,
                    reading.measurement().details());
        }

        static Last ofAlarm(UUID id, Instant at) {
            return new Last(id, at, null, Details.NONE);
        }

        Severity severity() {
            return breach == null ? Severity.CRITICAL : breach.severity();
        }
    }

    /** @param version the alert's own at that moment, which an acknowledgement names */
    record Telling(long version, Instant at) {}

    /**
     * @param beyond whether the newest reading is beyond a bound
     * @param calm how many readings in a row were inside by the margin
     * @param readAt when the last reading arrived
     */
    record Watch(boolean beyond, int calm, Instant readAt) {}

    static UUID idFor(UUID openingRecord) {
        return NameBasedIds.of(ALERTS, openingRecord.toString());
    }

    static Episode opened(
            UUID userId, AlertType type, Last last, boolean late, boolean newest, Instant now, String rulesVersion) {

        return new Episode(
                idFor(last.recordId()),
                userId,
                type,
                last.recordId(),
                last,
                last.severity(),
                late,
                1,
                now,
                1,
                new Telling(1, now),
                null,
                null,
                new Watch(newest && !late, 0, now),
                rulesVersion);
    }

    AlertStatus status() {
        return ended != null ? AlertStatus.CLOSED : acknowledged != null ? AlertStatus.ACKNOWLEDGED : AlertStatus.OPEN;
    }

    boolean restsOnlyOn(UUID recordId) {
        return count == 1 && openedBy.equals(recordId);
    }

    /** When it must be told again if nothing is measured until then; null while there is no reason to, or no hurry. */
    @Nullable
    Instant repeatAt(AlertRules rules) {

        if (late || !watch.beyond() || severity == Severity.INFO) {
            return null;
        }

        return acknowledged == null
                ? told.at().plus(rules.repeatAfter(severity))
                : acknowledged.at().plus(rules.quietAfterAcknowledgement());
    }

    /** When it ends for want of readings; null for a call for help, which waits for a person. */
    @Nullable
    Instant staleAt(AlertRules rules) {
        return type.isAlarm() ? null : watch.readAt().plus(rules.staleAfter());
    }

    /** One more reading beyond a bound, not shown because a newer one is. */
    Episode counting(Instant now) {
        return with(last, severity, late, count + 1, new Watch(watch.beyond(), watch.calm(), now), rulesVersion);
    }

    /** One more reading beyond a bound, and the newest of them. */
    Episode counting(Last last, boolean beyond, Instant now, String rulesVersion) {
        return with(last, severity, late, count + 1, new Watch(beyond, 0, now), rulesVersion);
    }

    /** As bad as it was, or as bad as this. */
    Episode worsened(Severity other) {
        return with(last, severity.orWorse(other), late, count, watch, rulesVersion);
    }

    /** A late one turns into an ordinary one with the first reading that is fresh. */
    Episode fresh() {
        return with(last, severity, false, count, watch, rulesVersion);
    }

    /** A reading inside the bounds, which counts towards the end or doesn't. */
    Episode calming(Watch next) {
        return with(last, severity, late, count, next, rulesVersion);
    }

    /** Told once more: open again, whoever acknowledged it before. */
    Episode toldAgain(Instant now) {
        return new Episode(
                id,
                userId,
                type,
                openedBy,
                last,
                severity,
                late,
                count,
                raisedAt,
                version + 1,
                new Telling(version + 1, now),
                null,
                null,
                watch,
                rulesVersion);
    }

    Episode acknowledged(Acknowledgement by) {
        return answered(acknowledged == null ? version + 1 : version, by, null);
    }

    Episode ended(Ending.Reason reason, Instant now) {
        return answered(version + 1, acknowledged, new Ending(reason, now));
    }

    private Episode with(Last last, Severity severity, boolean late, int count, Watch watch, String rulesVersion) {
        return new Episode(
                id,
                userId,
                type,
                openedBy,
                last,
                severity,
                late,
                count,
                raisedAt,
                version,
                told,
                acknowledged,
                ended,
                watch,
                rulesVersion);
    }

    private Episode answered(long version, @Nullable Acknowledgement acknowledged, @Nullable Ending ended) {
        return new Episode(
                id,
                userId,
                type,
                openedBy,
                last,
                severity,
                late,
                count,
                raisedAt,
                version,
                told,
                acknowledged,
                ended,
                watch,
                rulesVersion);
    }
}
