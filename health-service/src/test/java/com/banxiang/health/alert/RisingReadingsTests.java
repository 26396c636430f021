package com.banxiang.health.alert;

import static org.assertj.core.api.Assertions.assertThat;

import com.banxiang.health.alert.CourseFixtures.Story;
import com.banxiang.health.clinical.Severity;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Inside all bounds, but not as usual: three in a row. The person is used to a heart rate of up to 75. */
class RisingReadingsTests {

    final Story story = new Story().isUsedTo(75);

    @Test
    void threeInARowAreToldAsInfo() {

        story.reads(80).nothing();
        story.after(Duration.ofHours(1)).reads(81).nothing();
        var episode = story.after(Duration.ofHours(1)).reads(82).told();

        assertThat(episode.severity()).isEqualTo(Severity.INFO);
        assertThat(episode.last().breach().bound()).isEqualByComparingTo("75");
        assertThat(episode.last().breach().value()).isEqualByComparingTo("82");
    }

    @Test
    void usualOneBetweenThemBeginsAnew() {

        story.reads(80).nothing();
        story.reads(80).nothing();
        story.reads(75).nothing();
        story.reads(80).nothing();
        story.reads(80).nothing();
        assertThat(story.reads(80).isTold()).isTrue();
    }

    @Test
    void lateAndOlderOnesCountNothing() {

        story.reads(80).nothing();
        story.reads(80).nothing();
        story.readsAged(Duration.ofMinutes(31), 80).nothing();
        story.readsAged(Duration.ofMinutes(5), 80).nothing();
        story.readsAged(Duration.ofMinutes(5), 70).nothing();
        assertThat(story.reads(80).isTold()).isTrue();
    }

    @Test
    void goesOnInSilenceWhileTheyStayAbove() {

        rises();

        story.after(Duration.ofHours(1)).waits().nothing();
        assertThat(story.reads(82).silent().count()).isEqualTo(2);
        assertThat(story.after(Duration.ofHours(1)).reads(83).silent().count()).isEqualTo(3);
    }

    @Test
    void twoUsualOnesEndIt() {

        rises();

        story.reads(70).silent();
        assertThat(story.reads(70).ended().ended().reason()).isEqualTo(Ending.Reason.RECOVERED);
    }

    @Test
    void oneBeyondABoundIsToldAtOnce() {

        rises();

        assertThat(story.reads(125).told().severity()).isEqualTo(Severity.WARNING);
        story.reads(80).silent();
        assertThat(story.reads(80).ended()).isNotNull();
    }

    @Test
    void whereNothingIsUsualYetNothingRises() {

        var newcomer = new Story();

        for (var i = 0; i < 10; i++) {
            newcomer.reads(110).nothing();
        }
    }

    private void rises() {
        story.reads(80);
        story.reads(80);
        assertThat(story.reads(80).isTold()).isTrue();
    }
}
