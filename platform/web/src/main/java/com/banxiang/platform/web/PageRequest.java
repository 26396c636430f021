package com.banxiang.platform.web;

import org.jspecify.annotations.Nullable;

/**
 * Which page is asked for, read from {@code ?limit=} and {@code ?cursor=}.
 *
 * @param limit 1 to 100, 20 where the caller names none
 * @param after the last row the caller has seen, null for the first page
 */
public record PageRequest(int limit, @Nullable Cursor after) {

    public static final int DEFAULT = 20;
    public static final int MAX = 100;

    /** One more than shown, so that the last row tells whether a next page exists. */
    public int limitPlusOne() {
        return limit + 1;
    }

    /** Fails with {@link Invalid} on a limit out of range or a cursor that was never handed out. */
    public static PageRequest of(@Nullable String limit, @Nullable String cursor) {
        return new PageRequest(
                limit == null ? DEFAULT : limitOf(limit),
                cursor == null || cursor.isEmpty() ? null : Cursor.of(cursor));
    }

    private static int limitOf(String text) {
        try {
            var limit = Integer.parseInt(text);
            if (limit >= 1 && limit <= MAX) {
                return limit;
            }
        } catch (NumberFormatException unreadable) {
            throw new Invalid("limit", "limit.invalid", MAX);
        }
        throw new Invalid("limit", "limit.invalid", MAX);
    }
}
