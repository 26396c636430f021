package com.banxiang.health.alert;

import static org.assertj.core.api.Assertions.assertThat;

import com.banxiang.health.Configured;
import com.banxiang.health.alert.Course.Situation;
import com.banxiang.health.alert.Verdict.Change;
import com.banxiang.health.clinical.ClinicalRules;
import com.banxiang.health.clinical.CurrentRules;
import com.banxiang.health.clinical.OwnBounds;
import com.banxiang.health.reading.Details;
import com.banxiang.health.reading.Measurement;
import com.banxiang.health.reading.ReadingType;
import com.banxiang.platform.security.Account;
import com.banxiang.platform.security.AccountKind;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Tells what happens to one person's heart rate, minute by minute. */
final class CourseFixtures {

    static final AlertRules RULES = Configured.as(AlertSettings.class, "health.alert", "application.yaml")
            .rules();

    static final ClinicalRules CLINICAL = CurrentRules.get();

    static final Instant MORNING = Instant.parse("2026-11-20T08:00:00Z");

    static Measurement heartRate(int value) {
        return new Measurement(ReadingType.HEART_RATE, BigDecimal.valueOf(value), Details.NONE);
    }

    /** A verdict with the words a test asserts it by. */
    record Outcome(Change change) {

        boolean isTold() {
            return change instanceof Change.Told;
        }

        Episode told() {
            assertThat(change).isInstanceOf(Change.Told.class);
            return ((Change.Told) change).episode();
        }

        Episode silent() {
            assertThat(change).isInstanceOf(Change.Silent.class);
            return ((Change.Silent) change).episode();
        }

        Episode answered() {
            assertThat(change).isInstanceOf(Change.Answered.class);
            return ((Change.Answered) change).episode();
        }

        Episode ended() {
            assertThat(change).isInstanceOf(Change.Ended.class);
            return ((Change.Ended) change).episode();
        }

        void nothing() {
            assertThat(change).isInstanceOf(Change.None.class);
        }
    }

    static final class Story {

        private final UUID user = UUID.randomUUID();
        private Course course = new Course(user, AlertType.HEART_RATE, null, 0, null);
        private Instant now = MORNING;
        private @Nullable BigDecimal usualUpTo;

        Course course() {
            return course;
        }

        Instant now() {
            return now;
        }

        Story after(Duration time) {
            now = now.plus(time);
            return this;
        }

        /** From now on this is what the person is used to. */
        Story isUsedTo(int value) {
            usualUpTo = BigDecimal.valueOf(value);
            return this;
        }

        Outcome reads(int value) {
            return reads(UUID.randomUUID(), value);
        }

        Outcome reads(UUID record, int value) {
            return judge(new Reading(record, heartRate(value), now), now, false);
        }

        Outcome readsAged(Duration age, int value) {
            return judge(new Reading(UUID.randomUUID(), heartRate(value), now.minus(age)), now, false);
        }

        Outcome readsKnown(int value) {
            return judge(new Reading(UUID.randomUUID(), heartRate(value), now), now, true);
        }

        /** Measured and stored so long ago, but judged only now: the engine was away. */
        Outcome judgesWhatArrived(Duration ago, int value) {
            return judge(new Reading(UUID.randomUUID(), heartRate(value), now.minus(ago)), now.minus(ago), false);
        }

        Outcome waits() {
            return keep(course.pass(now, RULES));
        }

        Outcome isAcknowledged() {
            return isAcknowledged(now, course.open().told().version());
        }

        Outcome isAcknowledged(Instant at, long toldVersion) {
            var child = new Account(AccountKind.CHILD, UUID.randomUUID());
            return keep(course.acknowledge(new Acknowledgement(child, at), toldVersion));
        }

        Outcome takesBack(UUID record) {
            return keep(course.correct(record, now));
        }

        private Outcome judge(Reading reading, Instant arrivedAt, boolean known) {

            var assessment = CLINICAL.assess(reading.measurement(), OwnBounds.NONE);
            var situation = new Situation(arrivedAt, now, known, RULES, CLINICAL.version());
            return keep(course.judge(reading, assessment, CLINICAL.rise(reading.measurement(), usualUpTo), situation));
        }

        private Outcome keep(Verdict verdict) {
            course = verdict.course();
            return new Outcome(verdict.change());
        }
    }

    private CourseFixtures() {}
}
