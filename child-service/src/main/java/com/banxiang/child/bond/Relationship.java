package com.banxiang.child.bond;

import java.util.Locale;

/** What a child is to the parent. */
public enum Relationship {
    SON,
    DAUGHTER,
    SON_IN_LAW,
    DAUGHTER_IN_LAW,
    GRANDCHILD,
    RELATIVE,
    OTHER;

    /** As in JSON and in the database. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Relationship of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
