package com.banxiang.sandbox.memory;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;

/** The newest things that happened; the oldest goes when one more than the limit arrives. */
public final class Recent<T> {

    private final int limit;
    private final Deque<T> newestFirst = new ArrayDeque<>();

    public Recent(int limit) {
        this.limit = limit;
    }

    public synchronized void add(T happened) {

        newestFirst.addFirst(happened);
        if (newestFirst.size() > limit) {
            newestFirst.removeLast();
        }
    }

    public synchronized List<T> newestFirst(Predicate<? super T> wanted) {
        return newestFirst.stream().filter(wanted).toList();
    }
}
