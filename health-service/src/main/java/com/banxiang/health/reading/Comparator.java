package com.banxiang.health.reading;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/** What a glucose meter shows where it has no number: LO is "less than", HI "more than" the limit it gives. */
public enum Comparator {
    @JsonProperty("<")
    LESS,
    @JsonProperty(">")
    MORE;

    /** Null where the text is neither. */
    public static @Nullable Comparator of(String text) {
        return switch (text) {
            case "<" -> LESS;
            case ">" -> MORE;
            default -> null;
        };
    }
}
