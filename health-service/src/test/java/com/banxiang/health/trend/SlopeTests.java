package com.banxiang.health.trend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.banxiang.health.trend.Slope.Point;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Against numbers reckoned by hand. */
class SlopeTests {

    static final double[] RISING = {138, 140, 139, 142, 145, 143, 147, 149, 148, 152};

    @Test
    void tenDaysOfRisingPressure() {

        var slope = Slope.of(daily(RISING));

        assertThat(slope.s()).isEqualTo(39);
        assertThat(slope.variance()).isEqualTo(125.0);
        assertThat(slope.z()).isCloseTo(3.399, within(0.0005));
        assertThat(slope.perDay()).isEqualTo(1.5);
        assertThat(slope.isSignificant()).isTrue();
    }

    @Test
    void eightDaysWithATie() {

        var slope = Slope.of(daily(5.6, 5.8, 5.6, 6.1, 5.9, 6.3, 6.2, 6.6));

        assertThat(slope.s()).isEqualTo(21);
        assertThat(slope.variance()).isCloseTo(64.333, within(0.0005));
        assertThat(slope.z()).isCloseTo(2.494, within(0.0005));
        assertThat(slope.perDay()).isCloseTo(0.1414, within(0.00005));
        assertThat(slope.isSignificant()).isTrue();
    }

    @Test
    void theSameBackwardsFallsAsMuch() {

        var reversed = IntStream.range(0, RISING.length)
                .mapToDouble(it -> RISING[RISING.length - 1 - it])
                .toArray();
        var slope = Slope.of(daily(reversed));

        assertThat(slope.s()).isEqualTo(-39);
        assertThat(slope.z()).isCloseTo(-3.399, within(0.0005));
        assertThat(slope.perDay()).isEqualTo(-1.5);
        assertThat(slope.isSignificant()).isTrue();
    }

    /** Four values in order: S = 6, Var = 4·3·13/18 = 8.667, Z = 5/2.944 = 1.698. */
    @Test
    void fewValuesProveNothing() {

        var slope = Slope.of(daily(1, 2, 3, 4));

        assertThat(slope.s()).isEqualTo(6);
        assertThat(slope.variance()).isCloseTo(8.667, within(0.0005));
        assertThat(slope.z()).isCloseTo(1.698, within(0.0005));
        assertThat(slope.isSignificant()).isFalse();
    }

    @Test
    void oneWildValueMovesNothing() {
        assertThat(Slope.of(daily(120, 120, 120, 120, 250, 120, 120, 120, 120, 120))
                        .perDay())
                .isZero();
    }

    /** Pairs: (0,0)–(1,2): 2, (0,0)–(4,4): 1, (1,2)–(4,4): 2/3. */
    @Test
    void gapsAreTimeToo() {
        assertThat(Slope.of(List.of(new Point(0, 0), new Point(1, 2), new Point(4, 4)))
                        .perDay())
                .isEqualTo(1.0);
    }

    @Test
    void equalValuesAreNoTrend() {

        var slope = Slope.of(daily(5, 5, 5, 5, 5, 5, 5, 5, 5));

        assertThat(slope.variance()).isZero();
        assertThat(slope.z()).isZero();
        assertThat(slope.isSignificant()).isFalse();
    }

    @Test
    void valuesOfOneMomentHaveNoSlope() {
        assertThat(Slope.of(List.of(new Point(1, 5), new Point(1, 9))).perDay()).isZero();
        assertThat(Slope.of(List.of()).perDay()).isZero();
    }

    private static List<Point> daily(double... values) {
        return IntStream.range(0, values.length)
                .mapToObj(it -> new Point(it, values[it]))
                .toList();
    }
}
