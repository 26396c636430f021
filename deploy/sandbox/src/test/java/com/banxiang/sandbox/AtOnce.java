package com.banxiang.sandbox;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/** Does one thing several times at the same instant; the network in between would line the callers up. */
public final class AtOnce {

    private static final int CALLERS = 8;

    private AtOnce() {}

    /** What each got, failures left out. */
    public static <T> List<T> all(Callable<T> call) {

        var start = new CyclicBarrier(CALLERS);
        try (var callers = Executors.newFixedThreadPool(CALLERS)) {
            var answers = IntStream.range(0, CALLERS)
                    .mapToObj(_ -> callers.submit(() -> {
                        start.await();
                        return call.call();
                    }))
                    .toList();
            callers.shutdown();
            while (!answers.stream().allMatch(Future::isDone)) {
                Thread.onSpinWait();
            }
            return answers.stream()
                    .filter(it -> it.state() == Future.State.SUCCESS)
                    .map(Future::resultNow)
                    .toList();
        }
    }
}
