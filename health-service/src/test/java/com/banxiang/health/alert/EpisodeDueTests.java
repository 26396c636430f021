package com.banxiang.health.alert;

import static org.assertj.core.api.Assertions.assertThat;

import com.banxiang.health.alert.CourseFixtures.Story;
import com.banxiang.health.alert.Verdict.Change;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** When somebody must look although nothing is measured. */
class EpisodeDueTests {

    final Story story = new Story();

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
