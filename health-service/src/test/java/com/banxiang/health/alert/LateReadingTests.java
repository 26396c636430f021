package com.banxiang.health.alert;

import static com.banxiang.health.clinical.Severity.WARNING;
import static org.assertj.core.api.Assertions.assertThat;

import com.banxiang.health.alert.CourseFixtures.Story;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a reading may still do that arrives long after it was taken. */
class LateReadingTests {

    final Story story = new Story();

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
        story.after(Duration.ofHours(20)).readsAged(Duration.ofHours(25), 125).nothing();

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
    void ofSeveralLateReadingsTheNewestIsShown() {

        story.reads(125);
        story.after(Duration.ofHours(2)).readsAged(Duration.ofMinutes(40), 127);

        var episode = story.readsAged(Duration.ofMinutes(50), 126).silent();

        assertThat(episode.last().breach().value()).isEqualByComparingTo("127");
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
