package com.banxiang.health.alert;

import static org.assertj.core.api.Assertions.assertThat;

import com.banxiang.health.clinical.Breach;
import com.banxiang.health.clinical.CurrentRules;
import com.banxiang.health.clinical.Direction;
import com.banxiang.health.clinical.OwnBounds;
import com.banxiang.health.clinical.Quantity;
import com.banxiang.health.clinical.Severity;
import com.banxiang.health.reading.Details;
import com.banxiang.health.reading.Measurement;
import com.banxiang.testkit.ServiceTest;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;

@ServiceTest
class AlertTextsTests {

    @Autowired
    AlertTexts texts;

    @ParameterizedTest
    @EnumSource
    void everyAlertSaysWhatToDoAndNames120(Quantity quantity) {
        for (var direction : directionsOf(quantity)) {
            for (var severity : Severity.values()) {
                assertThat(message(quantity, direction, severity, false, Locale.SIMPLIFIED_CHINESE))
                        .contains("120")
                        .endsWith("本提醒不是诊断。");
                assertThat(message(quantity, direction, severity, true, Locale.SIMPLIFIED_CHINESE))
                        .startsWith("较早的一次测量")
                        .contains("120");
                assertThat(message(quantity, direction, severity, false, Locale.ENGLISH))
                        .contains("120")
                        .endsWith("This is no diagnosis.");
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"SOS", "FALL"})
    void callForHelpSaysWhatToDoAndNames120(AlertType type) {

        var now = Instant.parse("2026-11-20T08:00:00Z");
        var last = Episode.Last.ofAlarm(UUID.randomUUID(), now);
        for (var late : new boolean[] {false, true}) {
            var episode = Episode.opened(UUID.randomUUID(), type, last, late, true, now, "rules");
            assertThat(texts.message(episode, Locale.SIMPLIFIED_CHINESE))
                    .contains("120")
                    .endsWith("本提醒不是诊断。");
            assertThat(texts.message(episode, Locale.ENGLISH)).contains("120").endsWith("This is no diagnosis.");
            assertThat(texts.message(episode, Locale.SIMPLIFIED_CHINESE).startsWith("较早"))
                    .isEqualTo(late);
        }
    }

    /** Nobody has too much oxygen in the blood. */
    private static List<Direction> directionsOf(Quantity quantity) {
        var high = CurrentRules.get().bounds(quantity, OwnBounds.NONE).high();
        return high == null ? List.of(Direction.BELOW) : List.of(Direction.values());
    }

    private String message(Quantity quantity, Direction direction, Severity severity, boolean late, Locale language) {

        var now = Instant.parse("2026-11-20T08:00:00Z");
        var measurement = new Measurement(quantity.type(), BigDecimal.ONE, Details.NONE);
        var breach = new Breach(quantity.component(), BigDecimal.ONE, direction, BigDecimal.TEN, severity);
        var reading = new Reading(UUID.randomUUID(), measurement, now);
        return texts.message(
                Episode.opened(
                        UUID.randomUUID(),
                        AlertType.of(quantity.type()).orElseThrow(),
                        Episode.Last.of(reading, breach),
                        late,
                        true,
                        now,
                        "rules"),
                language);
    }
}
