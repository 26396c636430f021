package com.banxiang.fleet.demo;

import java.util.ArrayList;
import java.util.List;

/** Tells what happens, and remembers how long each step took. */
final class Narrator {

    /** A step that may fail, and what there is to tell of it. */
    interface Step {
        String play();
    }

    private record Told(String title, long millis) {}

    private final List<Told> steps = new ArrayList<>();
    private long startNanos = System.nanoTime();

    void chapter(String title) {
        System.out.println();
        System.out.println(title);
    }

    void step(String title, Step step) {

        var from = System.nanoTime();
        System.out.printf("  %2d. %s%n", steps.size() + 1, title);
        System.out.flush();
        var told = step.play();
        var millis = (System.nanoTime() - from) / 1_000_000;
        steps.add(new Told(title, millis));
        System.out.printf("      ✓ %s(%d 毫秒)%n", told, millis);
    }

    void summary() {
        var seconds = (System.nanoTime() - startNanos) / 1e9;
        System.out.printf("%n小结:%d 步,共 %.1f 秒%n", steps.size(), seconds);
        for (var i = 0; i < steps.size(); i++) {
            System.out.printf(
                    "  %2d. %6d 毫秒  %s%n",
                    i + 1, steps.get(i).millis(), steps.get(i).title());
        }
    }
}
