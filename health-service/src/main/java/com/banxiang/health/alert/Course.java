package com.banxiang.health.alert;

import com.banxiang.health.alert.Episode.Last;
import com.banxiang.health.alert.Verdict.Change;
import com.banxiang.health.clinical.Assessment;
import com.banxiang.health.clinical.Assessment.Beyond;
import com.banxiang.health.clinical.Assessment.Calm;
import com.banxiang.health.clinical.Assessment.Near;
import com.banxiang.health.clinical.Assessment.Unjudged;
import com.banxiang.health.clinical.Breach;
import com.banxiang.health.clinical.Severity;
import com.banxiang.platform.security.AccountKind;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How one person's values of one type are going. Decides, purely, what a reading, an answer or the passing of time changes;
 * the caller holds its row and stores what comes out.
 *
 * @param newestJudgedAt when the newest reading that was judged was taken
 * @param risen how many readings in a row were above the person's own baseline
 * @param open the episode that isn't closed; there is at most one
 */
record Course(
        UUID userId,
        AlertType type,
        @Nullable Instant newestJudgedAt,
        int risen,
        @Nullable Episode open) {

    /** For what waits for a person, and for nothing else. */
    private static final Instant NEVER = Instant.parse("9999-01-01T00:00:00Z");

    /**
     * What must be known beside the reading itself.
     *
     * @param arrivedAt when it reached us, which decides whether it is late
     * @param known whether the alert it would open was there before and is over, as when history is run again, or whether
     *     the record was taken back meanwhile
     */
    record Situation(Instant arrivedAt, Instant now, boolean known, AlertRules rules, String rulesVersion) {

        private Duration age(Instant recordedAt) {
            return Duration.between(recordedAt, arrivedAt);
        }

        private boolean isLate(Instant recordedAt) {
            return age(recordedAt).compareTo(rules.lateAfter()) > 0;
        }

        private boolean isHistory(Instant recordedAt) {
            return age(recordedAt).compareTo(rules.ignoredAfter()) > 0;
        }
    }

    /** @param rise null where the value is one that is usual for the person */
    Verdict judge(Reading reading, Assessment assessment, @Nullable Breach rise, Situation at) {

        if (at.isHistory(reading.recordedAt())) {
            return unchanged();
        }

        var counted = counting(reading.recordedAt(), rise, at);
        return counted.judgeCounted(reading, assessment, rise, at);
    }

    private Verdict judgeCounted(Reading reading, Assessment assessment, @Nullable Breach rise, Situation at) {

        if (rise != null && !(assessment instanceof Beyond) && isRising(reading.recordedAt(), at)) {
            return beyond(Last.of(reading, rise), at);
        }

        return switch (assessment) {
            case Unjudged _ -> unchanged();
            case Beyond(var breach) -> beyond(Last.of(reading, breach), at);
            case Near _ -> open == null ? seen(reading.recordedAt()) : better(open, reading.recordedAt(), 0, at);
            case Calm _ ->
                open == null
                        ? seen(reading.recordedAt())
                        : better(open, reading.recordedAt(), open.watch().calm() + 1, at);
        };
    }

    /** Somebody calls for help. One that was heard before is not heard again. */
    Verdict alarm(UUID id, Instant at, Situation situation) {

        var last = Last.ofAlarm(id, at);

        if (situation.isHistory(at)) {
            return unchanged();
        }

        if (open == null) {
            return opened(last, situation);
        }

        if (situation.known() || open.last().recordId().equals(id)) {
            return unchanged();
        }

        var anew = open.acknowledged() != null && !situation.isLate(at);
        return anew ? toldAnew(open, last, situation) : worse(open, last, situation);
    }

    /** What is due by now: the end for want of readings, else the next telling. */
    Verdict pass(Instant now, AlertRules rules) {

        if (open == null) {
            return unchanged();
        }

        var stale = open.staleAt(rules);

        if (stale != null && !now.isBefore(stale)) {
            return over(newestJudgedAt, open.ended(Ending.Reason.STALE, now));
        }

        return isDue(open, now, rules) ? told(newestJudgedAt, open.toldAgain(now)) : unchanged();
    }

    /**
     * Answers the telling of that version and none after it. Of several answers to one telling the earliest is kept. A call
     * for help is over once somebody else than the person has answered it.
     */
    Verdict acknowledge(Acknowledgement by, long toldVersion) {

        if (open == null || toldVersion < open.told().version()) {
            return unchanged();
        }

        if (open.type().isAlarm() && by.by().kind() != AccountKind.USER) {
            return over(newestJudgedAt, open.acknowledged(by).ended(Ending.Reason.ACKNOWLEDGED, by.at()));
        }

        var earlier = open.acknowledged();

        if (earlier == null) {
            var answered = open.acknowledged(by);
            return new Verdict(with(newestJudgedAt, answered), new Change.Answered(answered));
        }

        return by.at().isBefore(earlier.at()) ? silent(newestJudgedAt, open.acknowledged(by)) : unchanged();
    }

    /** A record was taken back: an episode that rests on it alone never was. */
    Verdict correct(UUID recordId, Instant now) {
        return open != null && open.restsOnlyOn(recordId)
                ? over(newestJudgedAt, open.ended(Ending.Reason.CORRECTED, now))
                : unchanged();
    }

    /** When somebody must look again if nothing is measured until then; null without an episode, and only then. */
    @Nullable
    Instant dueAt(AlertRules rules) {

        if (open == null) {
            return null;
        }

        var stale = open.staleAt(rules);
        var repeat = open.repeatAt(rules);
        return Stream.of(stale, repeat)
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder())
                .orElse(NEVER);
    }

    /** Late readings and older ones say nothing about how it is going now. */
    private Course counting(Instant recordedAt, @Nullable Breach rise, Situation at) {
        return at.isLate(recordedAt) || !isNewest(recordedAt)
                ? this
                : new Course(userId, type, newestJudgedAt, rise == null ? 0 : risen + 1, open);
    }

    /** So many in a row are told; while that is all there is, it goes on as long as they stay above. */
    private boolean isRising(Instant recordedAt, Situation at) {
        return open == null
                ? risen >= at.rules().risenReadings() && !at.isLate(recordedAt) && isNewest(recordedAt)
                : open.severity() == Severity.INFO;
    }

    private Verdict beyond(Last last, Situation at) {
        return open == null ? opened(last, at) : worse(open, last, at);
    }

    private Verdict opened(Last last, Situation at) {

        if (at.known()) {
            return seen(last.recordedAt());
        }

        var late = at.isLate(last.recordedAt());
        var episode =
                Episode.opened(userId, type, last, late, isNewest(last.recordedAt()), at.now(), at.rulesVersion());
        return told(newest(last.recordedAt()), episode);
    }

    private Verdict worse(Episode episode, Last last, Situation at) {

        var late = at.isLate(last.recordedAt());
        var newest = isNewest(last.recordedAt());
        var beyond = late ? episode.watch().beyond() : true;
        var counted = newest ? episode.counting(last, beyond, at.now(), at.rulesVersion()) : episode.counting(at.now());

        if (late) {
            return silent(newest(last.recordedAt()), counted);
        }

        var worsened = counted.worsened(last.severity());

        if (episode.late()) {
            return told(newest(last.recordedAt()), worsened.fresh().toldAgain(at.now()));
        }

        var rises = last.severity().isWorseThan(episode.severity());
        var repeats = newest && isDue(worsened, at.now(), at.rules());

        return rises || repeats
                ? told(newest(last.recordedAt()), worsened.toldAgain(at.now()))
                : silent(newest(last.recordedAt()), worsened);
    }

    /** Who calls again after having said that all is well needs help again. */
    private Verdict toldAnew(Episode episode, Last last, Situation at) {

        var counted = isNewest(last.recordedAt())
                ? episode.counting(last, true, at.now(), at.rulesVersion())
                : episode.counting(at.now());
        return told(newest(last.recordedAt()), counted.fresh().toldAgain(at.now()));
    }

    private Verdict better(Episode episode, Instant recordedAt, int calm, Situation at) {

        var watch = episode.watch();

        if (at.isLate(recordedAt) || !isNewest(recordedAt)) {
            return silent(
                    newest(recordedAt), episode.calming(new Episode.Watch(watch.beyond(), watch.calm(), at.now())));
        }

        var calmed = episode.calming(new Episode.Watch(false, calm, at.now()));

        return calm >= at.rules().calmReadings()
                ? over(newest(recordedAt), calmed.ended(Ending.Reason.RECOVERED, at.now()))
                : silent(newest(recordedAt), calmed);
    }

    private static boolean isDue(Episode episode, Instant now, AlertRules rules) {

        var repeat = episode.repeatAt(rules);
        return repeat != null && !now.isBefore(repeat);
    }

    private boolean isNewest(Instant recordedAt) {
        return newestJudgedAt == null || !recordedAt.isBefore(newestJudgedAt);
    }

    private @Nullable Instant newest(Instant recordedAt) {
        return isNewest(recordedAt) ? recordedAt : newestJudgedAt;
    }

    private Verdict unchanged() {
        return new Verdict(this, new Change.None());
    }

    private Verdict seen(Instant recordedAt) {
        return new Verdict(with(newest(recordedAt), open), new Change.None());
    }

    private Verdict silent(@Nullable Instant newest, Episode episode) {
        return new Verdict(with(newest, episode), new Change.Silent(episode));
    }

    private Verdict told(@Nullable Instant newest, Episode episode) {
        return new Verdict(with(newest, episode), new Change.Told(episode));
    }

    private Verdict over(@Nullable Instant newest, Episode episode) {
        return new Verdict(with(newest, null), new Change.Ended(episode));
    }

    private Course with(@Nullable Instant newest, @Nullable Episode episode) {
        return new Course(userId, type, newest, risen, episode);
    }
}
