package com.banxiang.platform.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * @param nextCursor asks for the next page; null, and shown as such, on the last
 */
public record Page<T>(
        List<T> items,
        @JsonInclude(Include.ALWAYS) @Nullable String nextCursor) {

    /** Cuts a page from rows that were read with {@link PageRequest#limitPlusOne()}: the row too many tells of a next. */
    public static <T> Page<T> of(List<T> rows, int limit, Function<T, Cursor> key) {

        if (rows.size() <= limit) {
            return all(rows);
        }

        var items = List.copyOf(rows.subList(0, limit));
        return new Page<>(items, key.apply(items.getLast()).text());
    }

    /** A list short enough to need no second page. */
    public static <T> Page<T> all(List<T> items) {
        return new Page<>(List.copyOf(items), null);
    }

    public <R> Page<R> map(Function<T, R> view) {
        return new Page<>(items.stream().map(view).toList(), nextCursor);
    }
}
