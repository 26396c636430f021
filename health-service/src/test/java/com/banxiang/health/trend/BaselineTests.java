package com.banxiang.health.trend;

import static org.assertj.core.api.Assertions.assertThat;

import com.banxiang.health.Configured;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Against numbers reckoned by hand: 3.5 × 1.4826 = 5.1891. */
class BaselineTests {

    static final Baseline RULE = Configured.as(TrendSettings.class, "health.trend", "clinical-rules-2026-11.yaml")
            .baseline()
            .rule();

    /** Median 62, median distance 1: 71 lies 6.07 deviations above, 67 just inside, 68 outside. */
    @Test
    void twoWeeksOfHeartRates() {
        assertThat(usual(62, 63, 61, 62, 64, 63, 62, 61, 63, 62, 64, 62, 63, 62))
                .isEqualByComparingTo("67.19");
    }

    /** Median 120 of 110, 115, 120, 125, 130, 190, 90; distances 0, 5, 5, 10, 10, 30, 70: median 10. */
    @Test
    void oneBadDayMovesLittle() {
        assertThat(usual(110, 115, 120, 125, 130, 190, 90)).isEqualByComparingTo("171.89");
    }

    @Test
    void daysThatAreAllAlikeLeaveRoomForTheResolution() {
        assertThat(usual(70, 70, 70, 70, 70, 70, 70)).isEqualByComparingTo("75.19");
        assertThat(RULE.usualUpTo(days(70, 70, 70, 70, 70, 70, 70), new BigDecimal("0.1")))
                .hasValueSatisfying(it -> assertThat(it).isEqualByComparingTo("70.52"));
    }

    /** Median 75 of 70 and 80, distances 5. */
    @Test
    void evenNumberOfDaysMeetsInTheMiddle() {
        assertThat(usual(70, 70, 70, 70, 80, 80, 80, 80)).isEqualByComparingTo("100.95");
    }

    @Test
    void sixDaysAreTooFew() {
        assertThat(RULE.usualUpTo(days(70, 70, 70, 70, 70, 70), BigDecimal.ONE)).isEmpty();
    }

    private static BigDecimal usual(int... values) {
        return RULE.usualUpTo(days(values), BigDecimal.ONE).orElseThrow();
    }

    private static List<BigDecimal> days(int... values) {
        return IntStream.of(values).mapToObj(BigDecimal::valueOf).toList();
    }
}
