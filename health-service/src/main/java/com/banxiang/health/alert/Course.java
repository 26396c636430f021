package com.banxiang.health.alert;

import com.banxiang.health.alert.Verdict.Change;
import com.banxiang.health.clinical.Assessment;
import com.banxiang.health.clinical.Assessment.Beyond;
import com.banxiang.health.clinical.Assessment.Calm;
import com.banxiang.health.clinical.Assessment.Near;
import com.banxiang.health.clinical.Assessment.Unjudged;
import com.banxiang.health.clinical.Breach;
import com.banxiang.health.reading.ReadingType;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How one person's values of one type are going. Decides, purely, what a reading, an answer or the passing of time changes;
 * the caller holds its row and stores what comes out.
 *
 * @param newestJudgedAt when the newest reading that was judged was taken
 * @param open the episode that isn't closed; there is at most one
 */
record Course(
        UUID userId,
        ReadingType type,
        @Nullable Instant newestJudgedAt,
        @Nullable Episode open) {

    /**
     * What must be known beside the reading itself.
     *
     * @param arrivedAt when it reached us, which decides whether it is late
     * @param known whether the alert it would open was there before and is over, as when history is run again, or whether
     *     the record was taken back meanwhile
     */
    record Situation(Instant arrivedAt, Instant now, boolean known, AlertRules rules, String rulesVersion) {

        private Duration age(Reading reading) {
            return Duration.between(reading.recordedAt(), arrivedAt);
        }

        private boolean isLate(Reading reading) {
            return age(reading).compareTo(rules.lateAfter()) > 0;
        }

        private boolean isHistory(Reading reading) {
            return age(reading).compareTo(rules.ignoredAfter()) > 0;
        }
    }

    Verdict judge(Reading reading, Assessment assessment, Situation at) {

        if (at.isHistory(reading)) {
            return unchanged();
        }

        return switch (assessment) {
            case Unjudged _ -> unchanged();
            case Beyond(var breach) -> open == null ? opened(reading, breach, at) : worse(open, reading, breach, at);
            case Near _ -> open == null ? seen(reading) : better(open, reading, 0, at);
            case Calm _ ->
                open == null
                        ? seen(reading)
                        : better(open, reading, open.watch().calm() + 1, at);
        };
    }

    /** What is due by now: the end for want of readings, else the next telling. */
    Verdict pass(Instant now, AlertRules rules) {

        if (open == null) {
            return unchanged();
        }

        if (!now.isBefore(open.staleAt(rules))) {
            return over(newestJudgedAt, open.ended(Ending.Reason.STALE, now));
        }

        return isDue(open, now, rules) ? told(newestJudgedAt, open.toldAgain(now)) : unchanged();
    }

    /**
     * Answers the telling of that version and none after it. Of several answers to one telling the earliest is kept.
     */
    Verdict acknowledge(Acknowledgement by, long toldVersion) {

        if (open == null || toldVersion < open.told().version()) {
            return unchanged();
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

    /** When somebody must look again if nothing is measured until then; null without an episode. */
    @Nullable
    Instant dueAt(AlertRules rules) {

        if (open == null) {
            return null;
        }

        var stale = open.staleAt(rules);
        var repeat = open.repeatAt(rules);
        return repeat != null && repeat.isBefore(stale) ? repeat : stale;
    }

    private Verdict opened(Reading reading, Breach breach, Situation at) {

        if (at.known()) {
            return seen(reading);
        }

        var late = at.isLate(reading);
        var episode = Episode.opened(userId, reading, breach, late, isNewest(reading), at.now(), at.rulesVersion());
        return told(newest(reading), episode);
    }

    private Verdict worse(Episode episode, Reading reading, Breach breach, Situation at) {

        var late = at.isLate(reading);
        var newest = isNewest(reading);
        var beyond = late ? episode.watch().beyond() : true;
        var counted = newest
                ? episode.counting(reading, breach, beyond, at.now(), at.rulesVersion())
                : episode.counting(at.now());

        if (late) {
            return silent(newest(reading), counted);
        }

        var worsened = counted.worsened(breach.severity());

        if (episode.late()) {
            return told(newest(reading), worsened.fresh().toldAgain(at.now()));
        }

        var rises = breach.severity().isWorseThan(episode.severity());
        var repeats = newest && isDue(worsened, at.now(), at.rules());

        return rises || repeats
                ? told(newest(reading), worsened.toldAgain(at.now()))
                : silent(newest(reading), worsened);
    }

    private Verdict better(Episode episode, Reading reading, int calm, Situation at) {

        var watch = episode.watch();

        if (at.isLate(reading) || !isNewest(reading)) {
            return silent(newest(reading), episode.calming(new Episode.Watch(watch.beyond(), watch.calm(), at.now())));
        }

        var calmed = episode.calming(new Episode.Watch(false, calm, at.now()));

        return calm >= at.rules().calmReadings()
                ? over(newest(reading), calmed.ended(Ending.Reason.RECOVERED, at.now()))
                : silent(newest(reading), calmed);
    }

    private static boolean isDue(Episode episode, Instant now, AlertRules rules) {

        var repeat = episode.repeatAt(rules);
        return repeat != null && !now.isBefore(repeat);
    }

    private boolean isNewest(Reading reading) {
        return newestJudgedAt == null || !reading.recordedAt().isBefore(newestJudgedAt);
    }

    private @Nullable Instant newest(Reading reading) {
        return isNewest(reading) ? reading.recordedAt() : newestJudgedAt;
    }

    private Verdict unchanged() {
        return new Verdict(this, new Change.None());
    }

    private Verdict seen(Reading reading) {
        return new Verdict(with(newest(reading), open), new Change.None());
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
        return new Course(userId, type, newest, episode);
    }
}
