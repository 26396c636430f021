package com.banxiang.health.alert;

import static com.banxiang.health.alert.AlertStatus.ACKNOWLEDGED;
import static com.banxiang.health.alert.AlertStatus.OPEN;
import static org.assertj.core.api.Assertions.assertThat;

import com.banxiang.health.alert.CourseFixtures.Story;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an acknowledgement does, and to which telling. */
class EpisodeAnswerTests {

    final Story story = new Story();

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
