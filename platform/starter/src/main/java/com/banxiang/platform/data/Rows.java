package com.banxiang.platform.data;

import io.r2dbc.spi.Readable;
import org.jspecify.annotations.Nullable;

/** Reads columns with the nullness the table promises, so that a surprise is found where it enters. */
public final class Rows {

    private Rows() {}

    /** For a column that is {@code not null}; fails naming it otherwise. */
    public static <T> T column(Readable row, String name, Class<T> type) {

        var value = row.get(name, type);
        if (value == null) {
            throw new IllegalStateException("column: %s is null (expected: %s)".formatted(name, type.getSimpleName()));
        }
        return value;
    }

    public static <T> @Nullable T optional(Readable row, String name, Class<T> type) {
        return row.get(name, type);
    }
}
