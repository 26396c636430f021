package com.banxiang.testkit;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** The same moment for several who ask. */
public final class AtOnce {

    private AtOnce() {}

    /** The same by so many. */
    public static <T> List<T> by(int many, Supplier<T> ask) {
        return by(IntStream.range(0, many).mapToObj(_ -> ask).toList());
    }

    /** Their answers, in the order in which they stand here. Fails with the first of them that fails. */
    public static <T> List<T> by(List<Supplier<T>> asks) {

        var start = new CountDownLatch(asks.size());
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = asks.stream()
                    .map(ask -> threads.submit(() -> {
                        start.countDown();
                        start.await();
                        return ask.get();
                    }))
                    .toList();
            return answers.stream().map(AtOnce::resultOf).toList();
        }
    }

    private static <T> T resultOf(Future<T> answer) {
        try {
            return answer.get();
        } catch (InterruptedException | ExecutionException failed) {
            throw new AssertionError(failed);
        }
    }
}
