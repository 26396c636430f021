package com.banxiang.health.alert;

import static com.banxiang.health.alert.AlertStatus.ACKNOWLEDGED;
import static com.banxiang.health.alert.AlertStatus.CLOSED;
import static com.banxiang.health.alert.AlertStatus.OPEN;
import static com.banxiang.health.clinical.Severity.CRITICAL;
import static com.banxiang.health.clinical.Severity.WARNING;
import static org.assertj.core.api.Assertions.assertThat;

import com.banxiang.health.alert.CourseFixtures.Story;
import com.banxiang.health.alert.Verdict.Change;
import com.banxiang.health.clinical.Direction;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One person's heart: 50–120 is fine, at or above 131 critical, 55–115 calms. */
class CourseTests {

    final Story story = new Story();

    @Nested
    class Opening {

        @Test
        void readingBeyondABoundOpensAnEpisodeAndIsTold() {

            var episode = story.reads(125).told();

            assertThat(episode.status()).isEqualTo(OPEN);
            assertThat(episode.severity()).isEqualTo(WARNING);
            assertThat(episode.version()).isEqualTo(1);
            assertThat(episode.count()).isEqualTo(1);
            assertThat(episode.late()).isFalse();
            assertThat(episode.last().breach().direction()).isEqualTo(Direction.ABOVE);
            assertThat(episode.rulesVersion()).isEqualTo("clinical-rules-2026-11");
        }

        @ParameterizedTest
        @ValueSource(ints = {50, 80, 118, 120})
        void readingInsideTheBoundsOpensNothing(int value) {

            story.reads(value).nothing();

            assertThat(story.course().open()).isNull();
        }

        @Test
        void episodeIsNamedByTheRecordThatOpenedIt() {

            var again = new Story();
            var record = UUID.fromString("0192f0c1-0000-7000-8000-000000000000");

            assertThat(story.reads(record, 125).told().id())
                    .isEqualTo(again.reads(record, 125).told().id());
            assertThat(story.course().open().id().version()).isEqualTo(5);
        }

        @Test
        void alertThatWasThereBeforeIsNotOpenedAgain() {

            story.readsKnown(125).nothing();

            assertThat(story.course().open()).isNull();
        }

        @Test
        void nextEpisodeAfterTheEndIsAnother() {

            var first = story.reads(125).told();
            story.reads(100);
            story.reads(100).ended();

            var second = story.reads(125).told();

            assertThat(second.id()).isNotEqualTo(first.id());
            assertThat(second.version()).isEqualTo(1);
        }
    }

    @Nested
    class Counting {

        @Test
        void furtherReadingsRaiseTheCountAndTheLastValueInSilence() {

            story.reads(125);

            var episode = story.after(Duration.ofMinutes(5)).reads(127).silent();

            assertThat(episode.count()).isEqualTo(2);
            assertThat(episode.last().breach().value()).isEqualByComparingTo("127");
            assertThat(episode.last().recordId()).isNotEqualTo(episode.openedBy());
            assertThat(episode.version()).isEqualTo(1);
        }

        @Test
        void olderReadingCountsButIsNotTheLastValue() {

            story.reads(125);

            var episode = story.readsAged(Duration.ofMinutes(10), 127).silent();

            assertThat(episode.count()).isEqualTo(2);
            assertThat(episode.last().breach().value()).isEqualByComparingTo("125");
        }

        @Test
        void directionFollowsTheLastValue() {

            story.reads(125);

            assertThat(story.reads(45).silent().last().breach().direction()).isEqualTo(Direction.BELOW);
        }

        @Test
        void severityNeverFalls() {

            story.reads(140);

            assertThat(story.reads(125).silent().severity()).isEqualTo(CRITICAL);
        }
    }

    @Nested
    class TellingAgain {

        @Test
        void risingSeverityIsToldAtOnce() {

            story.reads(125);

            var episode = story.after(Duration.ofSeconds(10)).reads(140).told();

            assertThat(episode.severity()).isEqualTo(CRITICAL);
            assertThat(episode.version()).isEqualTo(2);
            assertThat(episode.status()).isEqualTo(OPEN);
        }

        @ParameterizedTest(name = "value {0}, after {1} s: told again {2}")
        @CsvSource({"125,1799,false", "125,1800,true", "125,1801,true", "140,599,false", "140,600,true", "140,601,true"
        })
        void readingStillBeyondIsToldAgainAfterHalfAnHourOrTenMinutes(int value, long seconds, boolean told) {

            story.reads(value);

            var verdict = story.after(Duration.ofSeconds(seconds)).reads(value);

            assertThat(verdict.isTold()).isEqualTo(told);
            assertThat(story.course().open().version()).isEqualTo(told ? 2 : 1);
        }

        @ParameterizedTest(name = "value {0}, after {1} s: told again {2}")
        @CsvSource({"125,1799,false", "125,1800,true", "140,599,false", "140,600,true"})
        void silenceIsToldAgainToo(int value, long seconds, boolean told) {

            story.reads(value);

            assertThat(story.after(Duration.ofSeconds(seconds)).waits().isTold())
                    .isEqualTo(told);
        }

        @Test
        void eachTellingStartsThePauseAgain() {

            story.reads(125);
            story.after(Duration.ofMinutes(30)).waits().told();

            story.after(Duration.ofMinutes(29)).waits().nothing();

            assertThat(story.after(Duration.ofMinutes(1)).waits().told().version())
                    .isEqualTo(3);
        }

        @Test
        void nothingIsToldWhileTheNewestReadingIsInside() {

            story.reads(125);
            story.after(Duration.ofMinutes(29)).reads(118);

            story.after(Duration.ofMinutes(2)).waits().nothing();
        }

        @Test
        void readingBeyondAfterAPauseInsideIsToldAtOnceWhenItIsTime() {

            story.reads(125);
            story.after(Duration.ofMinutes(29)).reads(118);

            story.after(Duration.ofMinutes(2)).reads(125).told();
        }

        @Test
        void olderReadingNeverRepeats() {

            story.reads(125);
            story.after(Duration.ofMinutes(29)).reads(118);

            story.after(Duration.ofMinutes(2))
                    .readsAged(Duration.ofMinutes(5), 125)
                    .silent();
            story.waits().nothing();
        }

        @Test
        void olderReadingLeavesToTheClockWhatIsDue() {

            story.reads(140);

            story.after(Duration.ofMinutes(11))
                    .readsAged(Duration.ofMinutes(12), 140)
                    .silent();

            story.waits().told();
        }

        @Test
        void olderReadingThatIsWorseIsToldAtOnce() {

            story.reads(125);

            assertThat(story.readsAged(Duration.ofMinutes(5), 140).told().severity())
                    .isEqualTo(CRITICAL);
        }
    }

    @Nested
    class Acknowledging {

        @Test
        void answerMakesItQuiet() {

            story.reads(125);

            var episode = story.isAcknowledged().answered();

            assertThat(episode.status()).isEqualTo(ACKNOWLEDGED);
            assertThat(episode.version()).isEqualTo(2);
            story.after(Duration.ofMinutes(31)).reads(125).silent();
            story.waits().nothing();
        }

        @ParameterizedTest
        @CsvSource({"21599,false", "21600,true", "21601,true"})
        void afterSixHoursItIsToldAgainAndOpen(long seconds, boolean told) {

            story.reads(125);
            story.isAcknowledged();

            var verdict = story.after(Duration.ofSeconds(seconds)).reads(125);

            assertThat(verdict.isTold()).isEqualTo(told);
            assertThat(story.course().open().status()).isEqualTo(told ? OPEN : ACKNOWLEDGED);
        }

        @Test
        void risingSeverityOpensItAgain() {

            story.reads(125);
            story.isAcknowledged();

            var episode = story.after(Duration.ofMinutes(1)).reads(140).told();

            assertThat(episode.status()).isEqualTo(OPEN);
            assertThat(episode.acknowledged()).isNull();
            assertThat(episode.version()).isEqualTo(3);
        }

        @Test
        void secondAnswerChangesNothing() {

            story.reads(125);
            story.isAcknowledged();

            story.after(Duration.ofMinutes(1)).isAcknowledged().nothing();
        }

        @Test
        void earlierAnswerToTheSameTellingIsTheOneShown() {

            story.reads(125);
            var answeredAt = story.after(Duration.ofMinutes(5)).now();
            story.isAcknowledged();

            var episode = story.isAcknowledged(answeredAt.minusSeconds(60), 1).silent();

            assertThat(episode.acknowledged().at()).isEqualTo(answeredAt.minusSeconds(60));
            assertThat(episode.version()).isEqualTo(2);
        }

        @Test
        void answerToAnEarlierTellingDoesNotAnswerALaterOne() {

            story.reads(125);
            story.after(Duration.ofMinutes(1)).reads(140);

            story.isAcknowledged(story.now(), 1).nothing();

            assertThat(story.course().open().status()).isEqualTo(OPEN);
            story.isAcknowledged(story.now(), 2).answered();
        }

        @Test
        void nothingIsAnsweredAfterTheEnd() {

            story.reads(125);
            story.reads(100);
            story.reads(100).ended();

            story.isAcknowledged(story.now(), 1).nothing();
        }
    }

    @Nested
    class Closing {

        @Test
        void twoReadingsInsideByTheMarginCloseIt() {

            story.reads(125);
            story.after(Duration.ofMinutes(1)).reads(115).silent();

            var episode = story.after(Duration.ofMinutes(1)).reads(115).ended();

            assertThat(episode.status()).isEqualTo(CLOSED);
            assertThat(episode.ended().reason()).isEqualTo(Ending.Reason.RECOVERED);
            assertThat(episode.version()).isEqualTo(2);
            assertThat(story.course().open()).isNull();
        }

        @ParameterizedTest
        @ValueSource(ints = {116, 120, 125})
        void readingInBetweenBeginsTheCountAnew(int between) {

            story.reads(125);
            story.reads(115);
            story.reads(between);
            story.reads(115).silent();

            story.reads(115).ended();
        }

        @Test
        void oneThatWasAcknowledgedClosesTheSameWay() {

            story.reads(125);
            story.isAcknowledged();
            story.reads(100);

            var episode = story.reads(100).ended();

            assertThat(episode.status()).isEqualTo(CLOSED);
            assertThat(episode.acknowledged()).isNotNull();
        }

        @Test
        void olderReadingInsideNeverCloses() {

            story.reads(125);
            story.reads(100);

            story.readsAged(Duration.ofMinutes(5), 100).silent();
            story.readsAged(Duration.ofMinutes(4), 100).silent();

            story.reads(100).ended();
        }

        @Test
        void lateReadingInsideNeverCloses() {

            story.reads(125);
            story.after(Duration.ofHours(2))
                    .readsAged(Duration.ofMinutes(31), 100)
                    .silent();
            story.readsAged(Duration.ofMinutes(31), 100).silent();

            assertThat(story.course().open()).isNotNull();
        }

        @ParameterizedTest
        @CsvSource({"86399,false", "86400,true", "86401,true"})
        void dayWithoutReadingsClosesIt(long seconds, boolean closed) {

            story.reads(125);
            story.reads(118);

            var verdict = story.after(Duration.ofSeconds(seconds)).waits();

            if (closed) {
                assertThat(verdict.ended().ended().reason()).isEqualTo(Ending.Reason.STALE);
            } else {
                verdict.nothing();
            }
        }

        @Test
        void anyReadingPutsTheStaleEndOff() {

            story.reads(125);
            story.after(Duration.ofHours(23)).reads(118);
            story.after(Duration.ofHours(23)).waits().nothing();

            story.after(Duration.ofHours(1)).waits().ended();
        }

        @Test
        void takingBackItsOnlyRecordClosesIt() {

            var opened = story.reads(125).told();

            var episode = story.takesBack(opened.openedBy()).ended();

            assertThat(episode.ended().reason()).isEqualTo(Ending.Reason.CORRECTED);
        }

        @Test
        void takingBackOneOfSeveralChangesNothing() {

            var opened = story.reads(125).told();
            story.reads(126);

            story.takesBack(opened.openedBy()).nothing();
            story.takesBack(UUID.randomUUID()).nothing();
        }
    }

    @Nested
    class LateData {

        @ParameterizedTest
        @CsvSource({"1799,false", "1800,false", "1801,true", "86400,true"})
        void moreThanHalfAnHourIsLate(long seconds, boolean late) {
            assertThat(story.readsAged(Duration.ofSeconds(seconds), 125).told().late())
                    .isEqualTo(late);
        }

        @ParameterizedTest
        @CsvSource({"86400,true", "86401,false"})
        void moreThanADayIsHistory(long seconds, boolean told) {

            var verdict = story.readsAged(Duration.ofSeconds(seconds), 140);

            assertThat(verdict.isTold()).isEqualTo(told);
            if (!told) {
                assertThat(story.course().newestJudgedAt()).isNull();
            }
        }

        @Test
        void historyIsNoReadingThatKeepsAnEpisodeAlive() {

            story.reads(125);
            story.after(Duration.ofHours(20))
                    .readsAged(Duration.ofHours(25), 125)
                    .nothing();

            story.after(Duration.ofHours(4)).waits().ended();
        }

        @Test
        void lateEpisodeIsToldOnceAndNeverRepeated() {

            story.readsAged(Duration.ofHours(2), 140).told();

            story.after(Duration.ofHours(1)).waits().nothing();
            story.after(Duration.ofHours(7)).waits().nothing();
            story.readsAged(Duration.ofHours(2), 140).silent();
        }

        @Test
        void lateReadingNeverRepeatsAnOrdinaryEpisode() {

            story.reads(125);
            story.after(Duration.ofMinutes(20)).reads(118);

            story.after(Duration.ofMinutes(60))
                    .readsAged(Duration.ofMinutes(31), 125)
                    .silent();
            story.waits().nothing();
        }

        @Test
        void lateReadingNeverRaisesTheSeverity() {

            story.reads(125);

            var episode = story.after(Duration.ofMinutes(40))
                    .readsAged(Duration.ofMinutes(31), 140)
                    .silent();

            assertThat(episode.severity()).isEqualTo(WARNING);
            assertThat(episode.count()).isEqualTo(2);
        }

        @Test
        void lateReadingNeverRaisesTheSeverityOfALateEpisodeEither() {

            story.readsAged(Duration.ofHours(3), 125).told();

            assertThat(story.readsAged(Duration.ofHours(2), 140).silent().severity())
                    .isEqualTo(WARNING);
        }

        @Test
        void freshReadingTurnsALateEpisodeIntoAnOrdinaryOneAtOnce() {

            story.readsAged(Duration.ofHours(2), 125).told();

            var episode = story.reads(125).told();

            assertThat(episode.late()).isFalse();
            assertThat(episode.version()).isEqualTo(2);
            assertThat(episode.count()).isEqualTo(2);
            story.after(Duration.ofMinutes(30)).waits().told();
        }

        @Test
        void freshReadingsCloseALateEpisode() {

            story.readsAged(Duration.ofHours(2), 125).told();
            story.reads(100);

            story.reads(100).ended();
        }

        @Test
        void arrivalDecidesNotTheMomentItIsJudged() {

            var verdict = story.after(Duration.ofHours(3)).judgesWhatArrived(Duration.ofHours(2), 125);

            assertThat(verdict.told().late()).isFalse();
        }
    }

    @Nested
    class Due {

        @Test
        void nothingIsDueWithoutAnEpisode() {
            assertThat(story.course().dueAt(CourseFixtures.RULES)).isNull();
        }

        @Test
        void nextTellingIsDueFirst() {

            story.reads(125);

            assertThat(story.course().dueAt(CourseFixtures.RULES))
                    .isEqualTo(story.now().plus(Duration.ofMinutes(30)));
        }

        @Test
        void staleEndIsDueWhereNothingWillBeTold() {

            story.readsAged(Duration.ofHours(2), 125);

            assertThat(story.course().dueAt(CourseFixtures.RULES))
                    .isEqualTo(story.now().plus(Duration.ofHours(24)));
        }

        @Test
        void changesNothingBeforeItIsDue() {

            story.reads(125);

            assertThat(story.waits().change()).isInstanceOf(Change.None.class);
        }
    }
}
