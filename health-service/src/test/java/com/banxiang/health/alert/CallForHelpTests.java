package com.banxiang.health.alert;

import static com.banxiang.health.alert.CourseFixtures.CLINICAL;
import static com.banxiang.health.alert.CourseFixtures.MORNING;
import static com.banxiang.health.alert.CourseFixtures.RULES;
import static org.assertj.core.api.Assertions.assertThat;

import com.banxiang.health.alert.Course.Situation;
import com.banxiang.health.alert.CourseFixtures.Outcome;
import com.banxiang.health.clinical.Severity;
import com.banxiang.platform.security.Account;
import com.banxiang.platform.security.AccountKind;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** A press of the alarm button: it has no value that becomes calm, so only a person ends it. */
class CallForHelpTests {

    Course course = new Course(UUID.randomUUID(), AlertType.SOS, null, 0, null);
    Instant now = MORNING;

    @Test
    void isCriticalAndToldAtOnce() {

        var episode = calls().told();

        assertThat(episode.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(episode.last().breach()).isNull();
        assertThat(episode.count()).isEqualTo(1);
        assertThat(episode.late()).isFalse();
    }

    @Test
    void isToldAgainEveryTenMinutesAndNeverGrowsStale() {

        calls();

        for (var i = 1; i <= 200; i++) {
            after(Duration.ofMinutes(10).minusMillis(1));
            passes().nothing();
            after(Duration.ofMillis(1));
            assertThat(passes().told().version()).isEqualTo(i + 1);
        }
        assertThat(Duration.between(MORNING, now)).isGreaterThan(Duration.ofHours(24));
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "USER")
    void isOverWithTheAnswerOfAChildOrAnOperator(AccountKind kind) {

        calls();
        after(Duration.ofMinutes(1));

        var ended = answers(kind, 1).ended();

        assertThat(ended.ended()).isEqualTo(new Ending(Ending.Reason.ACKNOWLEDGED, now));
        assertThat(ended.acknowledged().by().kind()).isEqualTo(kind);
        assertThat(course.open()).isNull();
        assertThat(course.dueAt(RULES)).isNull();
    }

    @Test
    void isNotOverWithTheOwnAnswer() {

        calls();
        answers(AccountKind.USER, 1).answered();

        after(Duration.ofHours(6).minusMillis(1));
        passes().nothing();
        after(Duration.ofMillis(1));
        assertThat(passes().isTold()).isTrue();
    }

    @Test
    void childEndsWhatThePersonHasAnswered() {

        calls();
        answers(AccountKind.USER, 1);

        assertThat(answers(AccountKind.CHILD, 1).ended().acknowledged().by().kind())
                .isEqualTo(AccountKind.CHILD);
    }

    @Test
    void answerToAnEarlierTellingEndsNothing() {

        calls();
        after(Duration.ofMinutes(10));
        passes();

        answers(AccountKind.CHILD, 1).nothing();
        assertThat(answers(AccountKind.CHILD, 2).ended()).isNotNull();
    }

    @Test
    void theSameHeardTwiceIsOne() {

        var id = UUID.randomUUID();

        assertThat(calls(id, now, false).isTold()).isTrue();
        calls(id, now, false).nothing();
        calls(id, now, true).nothing();
        assertThat(course.open().count()).isEqualTo(1);
    }

    @Test
    void anotherCounts() {

        calls();
        after(Duration.ofMinutes(1));

        assertThat(calls().silent().count()).isEqualTo(2);
        after(Duration.ofMinutes(9));
        assertThat(calls().told().count()).isEqualTo(3);
    }

    @Test
    void anotherAfterTheOwnAnswerIsToldAtOnce() {

        calls();
        answers(AccountKind.USER, 1);
        after(Duration.ofMinutes(1));

        var again = calls().told();

        assertThat(again.status()).isEqualTo(AlertStatus.OPEN);
        assertThat(again.count()).isEqualTo(2);
    }

    @Test
    void lateOneIsToldOnceAndWaitsForAPerson() {

        assertThat(calls(UUID.randomUUID(), now.minus(Duration.ofMinutes(31)), false)
                        .told()
                        .late())
                .isTrue();

        after(Duration.ofDays(30));
        passes().nothing();
        assertThat(course.dueAt(RULES)).isNotNull();
        answers(AccountKind.CHILD, 1).ended();
    }

    @Test
    void freshOneTurnsALateOneIntoAnOrdinaryOne() {

        calls(UUID.randomUUID(), now.minus(Duration.ofMinutes(31)), false);

        assertThat(calls().told().late()).isFalse();
    }

    @Test
    void yesterdaysIsHistory() {

        calls(UUID.randomUUID(), now.minus(Duration.ofHours(24)).minusMillis(1), false)
                .nothing();

        assertThat(course.open()).isNull();
    }

    @Test
    void oneThatIsOverIsNotOpenedAnew() {

        calls(UUID.randomUUID(), now, true).nothing();

        assertThat(course.open()).isNull();
    }

    private void after(Duration time) {
        now = now.plus(time);
    }

    private Outcome calls() {
        return calls(UUID.randomUUID(), now, false);
    }

    private Outcome calls(UUID id, Instant at, boolean known) {
        return keep(course.alarm(id, at, new Situation(now, now, known, RULES, CLINICAL.version())));
    }

    private Outcome passes() {
        return keep(course.pass(now, RULES));
    }

    private Outcome answers(AccountKind kind, long toldVersion) {
        return keep(course.acknowledge(new Acknowledgement(new Account(kind, UUID.randomUUID()), now), toldVersion));
    }

    private Outcome keep(Verdict verdict) {
        course = verdict.course();
        return new Outcome(verdict.change());
    }
}
