package com.banxiang.health.alert;

import static com.banxiang.health.alert.AlertStatus.OPEN;
import static com.banxiang.health.clinical.Severity.CRITICAL;
import static com.banxiang.health.clinical.Severity.WARNING;
import static org.assertj.core.api.Assertions.assertThat;

import com.banxiang.health.alert.CourseFixtures.Story;
import com.banxiang.health.clinical.Direction;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How an episode begins and what it counts. Of a heart 50–120 is fine, at or above 131 critical, 55–115 calms. */
class EpisodeOpeningTests {

    final Story story = new Story();

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
