package com.banxiang.health.total;

import com.banxiang.platform.web.Times;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Merges what several devices counted at the same time. At each moment the device that counted most is believed: what one missed
 * another adds, and what two saw counts once. Who counted is not asked, so no device is better than another.
 * <p>
 * Spans that overlap, directly or through others, stand together and belong to the day of the last of them; so nothing is counted
 * on two days either. One without a beginning overlaps nothing.
 */
final class MergedSpans {

    private static final int KEPT_DECIMALS = 2;

    /** By day of China. A day whose spans all belong to a later one is there with nothing. */
    static Map<LocalDate, BigDecimal> byDay(List<Span> spans) {

        var days = new HashMap<LocalDate, BigDecimal>();
        spans.forEach(it -> days.put(Times.dayOf(it.recordedAt()), BigDecimal.ZERO));

        for (var cluster : clusters(spans)) {
            var last = cluster.stream()
                    .map(Span::recordedAt)
                    .max(Instant::compareTo)
                    .orElseThrow();
            days.merge(Times.dayOf(last), total(cluster), BigDecimal::add);
        }

        days.replaceAll((_, value) -> value.setScale(KEPT_DECIMALS, RoundingMode.HALF_UP));
        return days;
    }

    private static List<List<Span>> clusters(List<Span> spans) {

        var clusters = new ArrayList<List<Span>>();
        var open = new ArrayList<Span>();
        var until = Instant.MIN;

        for (var span : spans.stream()
                .filter(it -> !it.isMoment())
                .sorted(Comparator.comparing(Span::start))
                .toList()) {
            if (!open.isEmpty() && !span.start().isBefore(until)) {
                clusters.add(List.copyOf(open));
                open.clear();
            }
            open.add(span);
            until = until.isAfter(span.end()) ? until : span.end();
        }

        if (!open.isEmpty()) {
            clusters.add(List.copyOf(open));
        }

        spans.stream().filter(Span::isMoment).map(List::of).forEach(clusters::add);
        return clusters;
    }

    private static BigDecimal total(List<Span> cluster) {

        if (cluster.size() == 1) {
            return cluster.getFirst().value();
        }

        var bounds = new TreeSet<Instant>();
        cluster.forEach(it -> {
            bounds.add(it.start());
            bounds.add(it.end());
        });

        var total = BigDecimal.ZERO;
        var from = bounds.first();

        for (var to : bounds.tailSet(from, false)) {
            total = total.add(most(cluster, from, to));
            from = to;
        }

        return total;
    }

    /** Between two bounds, that of the span that counted most there; each spread its value evenly. */
    private static BigDecimal most(List<Span> cluster, Instant from, Instant to) {

        var most = BigDecimal.ZERO;

        for (var span : cluster) {
            if (!span.start().isAfter(from) && !span.end().isBefore(to)) {
                var part = span.value()
                        .multiply(millis(from, to))
                        .divide(millis(span.start(), span.end()), MathContext.DECIMAL64);
                most = most.max(part);
            }
        }

        return most;
    }

    private static BigDecimal millis(Instant from, Instant to) {
        return BigDecimal.valueOf(Duration.between(from, to).toMillis());
    }

    private MergedSpans() {}
}
