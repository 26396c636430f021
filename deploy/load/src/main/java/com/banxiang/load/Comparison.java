package com.banxiang.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The same work done by both sides, in turns, so that what else the machine does falls on both alike. */
final class Comparison {

    static final int WINDOWS = 5;
    static final Duration WINDOW = Duration.ofSeconds(5);

    private final ClosedLoop fleet;
    private final ClosedLoop reference;

    Comparison(FleetSide fleet, ReferenceSide reference) {
        this.fleet = new ClosedLoop(fleet);
        this.reference = new ClosedLoop(reference);
    }

    /** Code runs fast only after it ran for a while, longer on the side that compiles while it runs. */
    void warmUp(Work work, Duration time) {
        reference.run(work, time.dividedBy(3));
        fleet.run(work, time);
    }

    /** The median window of each, by what a second of processor time does. */
    Map<String, Object> measure(Work work) {

        var ours = new ArrayList<Window>();
        var theirs = new ArrayList<Window>();
        for (var i = 0; i < WINDOWS; i++) {
            ours.add(fleet.run(work, WINDOW));
            theirs.add(reference.run(work, WINDOW));
        }

        return compared(median(ours), median(theirs), work.name());
    }

    /** The fleet's alone. */
    Window measureFleet(Work work) {

        var ours = new ArrayList<Window>();
        for (var i = 0; i < WINDOWS; i++) {
            ours.add(fleet.run(work, WINDOW));
        }

        return median(ours);
    }

    static Map<String, Object> compared(Window ours, Window theirs, String what) {

        var ratio = Math.round(100 * ours.perCpuSecond() / theirs.perCpuSecond()) / 100.0;
        System.out.printf(
                "%-28s fleet %,8.0f  reference %,8.0f per CPU-second  %5.2f x%s%n",
                what,
                ours.perCpuSecond(),
                theirs.perCpuSecond(),
                ratio,
                ours.refused().isEmpty() && theirs.refused().isEmpty()
                        ? ""
                        : "  REFUSED: %s, %s".formatted(ours.refused(), theirs.refused()));

        var report = new LinkedHashMap<String, Object>();
        report.put("ratio", ratio);
        report.put("fleet", ours.report());
        report.put("reference", theirs.report());

        return report;
    }

    private static Window median(List<Window> windows) {
        return windows.stream()
                .sorted(Comparator.comparingDouble(Window::perCpuSecond))
                .toList()
                .get(windows.size() / 2);
    }
}
