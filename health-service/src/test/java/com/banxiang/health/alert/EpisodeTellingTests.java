package com.banxiang.health.alert;

import static com.banxiang.health.alert.AlertStatus.OPEN;
import static com.banxiang.health.clinical.Severity.CRITICAL;
import static org.assertj.core.api.Assertions.assertThat;

import com.banxiang.health.alert.CourseFixtures.Story;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When it is told again, and when somebody must look. Of a heart 50–120 is fine, at or above 131 critical. */
class EpisodeTellingTests {

    final Story story = new Story();

    @Test
    void risingSeverityIsToldAtOnce() {

        story.reads(125);

        var episode = story.after(Duration.ofSeconds(10)).reads(140).told();

        assertThat(episode.severity()).isEqualTo(CRITICAL);
        assertThat(episode.version()).isEqualTo(2);
        assertThat(episode.status()).isEqualTo(OPEN);
    }

    @ParameterizedTest(name = "value {0}, after {1} s: told again {2}")
    @CsvSource({"125,1799,false", "125,1800,true", "125,1801,true", "140,599,false", "140,600,true", "140,601,true"})
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

        assertThat(story.after(Duration.ofSeconds(seconds)).waits().isTold()).isEqualTo(told);
    }

    @Test
    void eachTellingStartsThePauseAgain() {

        story.reads(125);
        story.after(Duration.ofMinutes(30)).waits().told();

        story.after(Duration.ofMinutes(29)).waits().nothing();

        assertThat(story.after(Duration.ofMinutes(1)).waits().told().version()).isEqualTo(3);
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

        story.after(Duration.ofMinutes(2)).readsAged(Duration.ofMinutes(5), 125).silent();
        story.waits().nothing();
    }

    @Test
    void oneThatAnOlderReadingOpenedIsNotRepeatedWhileTheNewestIsInside() {

        story.reads(100);
        story.readsAged(Duration.ofMinutes(5), 125).told();

        story.after(Duration.ofMinutes(31)).waits().nothing();
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
