package com.banxiang.health.trend;

import static org.assertj.core.api.Assertions.assertThat;

import com.banxiang.health.trend.Bucket.Span;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StatisticsTests {

    static final Instant MONDAY = Instant.parse("2026-11-15T16:00:00Z");

    /** Mean 144.3, sample deviation 4.668. */
    @Test
    void ofTenReadings() {

        var it = Statistics.of(ones("138", "140", "139", "142", "145", "143", "147", "149", "148", "152"));

        assertThat(it.average()).isEqualByComparingTo("144.3");
        assertThat(it.stdDev()).isEqualByComparingTo("4.67");
        assertThat(it.min()).isEqualByComparingTo("138");
        assertThat(it.max()).isEqualByComparingTo("152");
        assertThat(it.count()).isEqualTo(10);
    }

    /** 1, 2, 3 and 6 in two buckets: mean 3, squares 1+4+0+9 around it, deviation √(14/3) = 2.16. */
    @Test
    void areTheSameInBuckets() {

        var together = List.of(
                new Bucket(MONDAY, Span.DAY, 3, of("6"), of("14"), of("1"), of("3")),
                Bucket.ofOne(MONDAY, Span.DAY, of("6")));

        assertThat(Statistics.of(together)).isEqualTo(Statistics.of(ones("1", "2", "3", "6")));
        assertThat(Statistics.of(together).stdDev()).isEqualByComparingTo("2.16");
    }

    @Test
    void oneValueVariesNotAtAllAndNoneIsNothing() {
        assertThat(Statistics.of(ones("97"))).isEqualTo(new Statistics(of("97"), of("97"), of("97"), 1, null));
        assertThat(Statistics.of(List.of())).isEqualTo(new Statistics(null, null, null, 0, null));
    }

    @Test
    void largeEqualValuesDoNotLosePrecision() {
        assertThat(Statistics.of(ones("99999.99", "99999.99", "99999.99")).stdDev())
                .isEqualByComparingTo("0");
    }

    private static List<Bucket> ones(String... values) {
        return IntStream.range(0, values.length)
                .mapToObj(it -> Bucket.ofOne(MONDAY.plus(Duration.ofDays(it)), Span.MOMENT, of(values[it])))
                .toList();
    }

    private static BigDecimal of(String number) {
        return new BigDecimal(number);
    }
}
