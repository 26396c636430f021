package com.banxiang.health.trend;

import static com.banxiang.health.reading.ReadingType.BLOOD_PRESSURE;
import static com.banxiang.health.reading.ReadingType.STEPS;
import static com.banxiang.health.reading.ReadingType.WEIGHT;
import static com.banxiang.health.trend.Heading.STABLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import com.banxiang.health.Configured;
import com.banxiang.health.reading.ReadingType;
import com.banxiang.health.trend.Bucket.Span;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a trend must be to matter, and what is said of it. */
class TrendRulesTests {

    static final TrendRules RULES = Configured.as(TrendSettings.class, "health.trend", "clinical-rules-2026-11.yaml")
            .rules();

    static final Instant MONDAY = Instant.parse("2026-01-04T16:00:00Z");

    @ParameterizedTest(name = "{0} days, {1} a day: {2}")
    @CsvSource({
        // over ten days half a point a day
        "11,0.5,RISING",
        "11,-0.5,FALLING",
        "11,0.49,STABLE",
        // over a longer time the same five points
        "51,0.1,RISING",
        "51,0.099,STABLE",
        // over a shorter one as steep
        "8,0.5,RISING",
        "8,0.49,STABLE",
        "7,5,STABLE",
    })
    void slopeMattersByHowFarItLeads(int days, double perDay, Heading heading) {
        assertThat(pressure(days, it -> 120 + it * perDay).heading()).isEqualTo(heading);
    }

    @Test
    void whatIsNotSignificantIsStable() {
        assertThat(pressure(10, it -> it % 2 == 0 ? 120 + it : 160 - it).heading())
                .isEqualTo(STABLE);
    }

    @Test
    void homeMeanOf135IsNamedAfterItsGuideline() {

        assertThat(advice(pressure(12, _ -> 135))).containsExactly("pressure-home-mean ELEVATED");
        assertThat(advice(pressure(12, _ -> 134.9))).containsExactly("steady NORMAL");
        assertThat(advice(pressure(11, _ -> 135))).containsExactly("steady NORMAL");
    }

    @Test
    void trendIsSaidBesideTheRest() {
        assertThat(advice(pressure(12, it -> 135 + it)))
                .containsExactly("pressure-home-mean ELEVATED", "rising ELEVATED");
        assertThat(advice(pressure(12, it -> 130 - it))).containsExactly("falling LOW");
    }

    @Test
    void fewReadingsSayNothing() {
        assertThat(advice(pressure(7, _ -> 120))).containsExactly("too-few NORMAL");
        assertThat(advice(pressure(8, _ -> 120))).containsExactly("steady NORMAL");
    }

    @Test
    void fivePercentOfWeightLostIsSaid() {
        assertThat(advice(of(WEIGHT, 31, it -> 60 - it * 0.1))).containsExactly("weight-loss LOW", "falling LOW");
        assertThat(advice(of(WEIGHT, 31, it -> 60 - it * 0.05))).containsExactly("falling LOW");
        assertThat(advice(of(WEIGHT, 31, it -> 60 + it * 0.1))).containsExactly("rising ELEVATED");
    }

    @Test
    void weekOfStepsIsEnoughForAdvice() {
        assertThat(advice(of(STEPS, 7, _ -> 2499))).containsExactly("steps-few LOW");
        assertThat(advice(of(STEPS, 7, _ -> 2500))).containsExactly("steps-some NORMAL");
        assertThat(advice(of(STEPS, 7, _ -> 6000))).containsExactly("too-few NORMAL");
    }

    @Test
    void everyAdviceHasItsWordsAndItsSource() {

        var keys = Stream.concat(
                        Stream.of("rising", "falling", "steady", "too-few"),
                        RULES.advice().stream().map(AdviceRule::key))
                .toList();

        for (var bundle : List.of("messages", "messages_en")) {
            var texts = ResourceBundle.getBundle(
                    bundle,
                    Locale.ROOT,
                    ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
            assertThat(keys)
                    .allSatisfy(it -> assertThat(texts.keySet()).contains("trend.advice." + it, "trend.source." + it));
        }
        assertThat(keys).hasSizeGreaterThan(10).doesNotHaveDuplicates();
    }

    @Test
    void rulesWithoutATypeAreRefused() {
        assertThatNullPointerException()
                .isThrownBy(() -> new TrendRules(8, Duration.ofDays(10), Map.of(), List.of()))
                .withMessageContaining("relevant-per-day");
    }

    private static Trend pressure(int days, IntToDoubleFunction values) {
        return of(BLOOD_PRESSURE, days, values);
    }

    private static Trend of(ReadingType type, int days, IntToDoubleFunction values) {

        var points = IntStream.range(0, days)
                .mapToObj(it -> Bucket.ofOne(
                        MONDAY.plus(Duration.ofDays(it)), Span.DAY, BigDecimal.valueOf(values.applyAsDouble(it))))
                .toList();
        return Trend.of(type, points, RULES);
    }

    private static List<String> advice(Trend trend) {
        return trend.advice().stream().map(it -> it.key() + " " + it.level()).toList();
    }
}
