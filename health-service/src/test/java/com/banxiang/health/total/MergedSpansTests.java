package com.banxiang.health.total;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Times are of 2026-01-01 in China. */
class MergedSpansTests {

    private static final LocalDate DAY = LocalDate.parse("2026-01-01");

    @Test
    void oneAfterTheOtherIsAddedUp() {
        assertThat(total(span("08:00", "09:00", 1000), span("09:00", "10:00", 500)))
                .isEqualTo("1500.00");
    }

    @Test
    void theSameTwiceCountsOnce() {
        assertThat(total(span("08:00", "09:00", 1000), span("08:00", "09:00", 1000)))
                .isEqualTo("1000.00");
    }

    @Test
    void whatOneMissedTheOtherAdds() {
        assertThat(total(span("08:00", "09:00", 1000), span("08:30", "09:30", 1200)))
                .isEqualTo("1700.00");
    }

    @Test
    void noDeviceIsBetterThanAnother() {
        assertThat(total(span("08:00", "09:00", 100), span("08:00", "09:00", 1000)))
                .isEqualTo("1000.00");
        assertThat(total(span("08:00", "10:00", 100), span("08:30", "08:31", 90)))
                .isEqualTo("189.17");
    }

    @Test
    void nightInPiecesWithinANightInOneIsNotLonger() {
        assertThat(total(span("00:10", "06:10", 360), span("00:20", "02:00", 100), span("02:30", "06:00", 210)))
                .isEqualTo("360.00");
    }

    @Test
    void whatSaysNothingOfATimeIsAddedAsItIs() {
        assertThat(total(span("08:00", "09:00", 1000), span("08:30", "08:30", 200), span("08:30", "08:30", 200)))
                .isEqualTo("1400.00");
    }

    @Test
    void orderChangesNothing() {

        var spans = new ArrayList<>(List.of(
                span("08:00", "09:00", 1000),
                span("08:30", "09:30", 1200),
                span("07:00", "08:10", 70),
                span("12:00", "12:01", 9)));

        for (var i = 0; i < 20; i++) {
            Collections.shuffle(spans, new Random(i));
            assertThat(MergedSpans.byDay(spans)).isEqualTo(java.util.Map.of(DAY, new BigDecimal("1769.00")));
        }
    }

    @Test
    void overlappingSpansOfTwoDaysBelongToTheDayOfTheLast() {

        var evening = at("2025-12-31T23:00:00+08:00", "2025-12-31T23:30:00+08:00", 500);
        var overMidnight = at("2025-12-31T23:00:00+08:00", "2026-01-01T00:30:00+08:00", 900);

        assertThat(MergedSpans.byDay(List.of(evening, overMidnight)))
                .containsEntry(DAY, new BigDecimal("1100.00"))
                .containsEntry(DAY.minusDays(1), new BigDecimal("0.00"));
    }

    @Test
    void nothingIsNothing() {
        assertThat(MergedSpans.byDay(List.of())).isEmpty();
    }

    private static String total(Span... spans) {
        return String.valueOf(MergedSpans.byDay(List.of(spans)).get(DAY));
    }

    private static Span span(String from, String to, int value) {
        return at("2026-01-01T%s:00+08:00".formatted(from), "2026-01-01T%s:00+08:00".formatted(to), value);
    }

    private static Span at(String from, String to, int value) {
        var end = java.time.OffsetDateTime.parse(to).toInstant();
        Instant start = java.time.OffsetDateTime.parse(from).toInstant();
        return new Span(start, end, BigDecimal.valueOf(value), end);
    }
}
