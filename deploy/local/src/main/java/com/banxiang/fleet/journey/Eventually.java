package com.banxiang.fleet.journey;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for what must come true by itself. */
public final class Eventually {

    private static final Duration LOOK = Duration.ofMillis(25);

    /** Fails with {@link WrongAnswer} that names what did not happen. */
    public static void holds(String what, Duration patience, BooleanSupplier condition) {

        var until = System.nanoTime() + patience.toNanos();

        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > until) {
                throw new WrongAnswer("%s: not within %d s".formatted(what, patience.toSeconds()));
            }
            pause(LOOK);
        }
    }

    /** What a source answers once it no longer fails. */
    public static <T> T get(String what, Duration patience, Supplier<T> source) {

        var until = System.nanoTime() + patience.toNanos();

        while (true) {
            try {
                return source.get();
            } catch (WrongAnswer notYet) {
                if (System.nanoTime() > until) {
                    throw new WrongAnswer("%s: not within %d s".formatted(what, patience.toSeconds()));
                }
                pause(LOOK);
            }
        }
    }

    static void pause(Duration pause) {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new WrongAnswer("interrupted");
        }
    }

    private Eventually() {}
}
