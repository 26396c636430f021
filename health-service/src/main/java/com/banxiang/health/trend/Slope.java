package com.banxiang.health.trend;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;

/**
 * Where values are heading, and whether that is more than chance: the median of the slopes between all pairs (Theil 1950, Sen
 * 1968) and the test of Mann and Kendall. A single wild value moves neither.
 *
 * @param perDay 0 where no two values are of different times
 * @param z how many deviations the test lies from "no trend"
 */
record Slope(int values, double spanDays, double perDay, long s, double variance, double z) {

    /** Two-sided, at 5 %. */
    private static final double SIGNIFICANT = 1.959964;

    record Point(double day, double value) {}

    /** @param points in the order of time; the work grows with the square of their number */
    static Slope of(List<Point> points) {

        var n = points.size();
        var slopes = new double[n * (n - 1) / 2];
        var pairs = 0;
        var s = 0L;

        for (var i = 0; i < n; i++) {
            for (var j = i + 1; j < n; j++) {
                var rise = points.get(j).value() - points.get(i).value();
                var run = points.get(j).day() - points.get(i).day();
                s += (long) Math.signum(rise);
                if (run > 0) {
                    slopes[pairs++] = rise / run;
                }
            }
        }

        var variance = variance(points);
        var span = n == 0 ? 0 : points.getLast().day() - points.getFirst().day();
        return new Slope(n, span, median(Arrays.copyOf(slopes, pairs)), s, variance, z(s, variance));
    }

    boolean isSignificant() {
        return Math.abs(z) > SIGNIFICANT;
    }

    private static double z(long s, double variance) {
        return s == 0 || variance == 0 ? 0 : (s - Long.signum(s)) / Math.sqrt(variance);
    }

    /** Less where values are equal. */
    private static double variance(List<Point> points) {

        var ties = new HashMap<Double, Integer>();
        points.forEach(it -> ties.merge(it.value(), 1, Integer::sum));
        return (spread(points.size())
                        - ties.values().stream().mapToDouble(Slope::spread).sum())
                / 18;
    }

    private static double spread(int n) {
        return (double) n * (n - 1) * (2L * n + 5);
    }

    private static double median(double[] numbers) {

        if (numbers.length == 0) {
            return 0;
        }

        Arrays.sort(numbers);
        var middle = numbers.length / 2;
        return numbers.length % 2 == 1 ? numbers[middle] : (numbers[middle - 1] + numbers[middle]) / 2;
    }
}
