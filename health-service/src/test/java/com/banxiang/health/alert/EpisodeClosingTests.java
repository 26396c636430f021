package com.banxiang.health.alert;

import static com.banxiang.health.alert.AlertStatus.CLOSED;
import static org.assertj.core.api.Assertions.assertThat;

import com.banxiang.health.alert.CourseFixtures.Story;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How an episode ends. Of a heart 50–120 is fine, 55–115 calms. */
class EpisodeClosingTests {

    final Story story = new Story();

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
        story.after(Duration.ofHours(2)).readsAged(Duration.ofMinutes(31), 100).silent();
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

    @ParameterizedTest
    @ValueSource(ints = {100, 118, 125})
    void readingFromBeforePutsTheStaleEndOffToo(int value) {

        story.reads(125);
        story.after(Duration.ofHours(1)).reads(118);
        story.after(Duration.ofHours(22))
                .readsAged(Duration.ofMinutes(1350), value)
                .silent();

        story.after(Duration.ofMinutes(1439)).waits().nothing();
        story.after(Duration.ofMinutes(1)).waits().ended();
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
