package com.banxiang.child.overview;

/** What became of one part. */
sealed interface PartAnswer {

    /** @param content goes into the answer as JSON */
    record Seen(String part, Object content) implements PartAnswer {}

    record NotShared(String part) implements PartAnswer {}

    record Unavailable(String part) implements PartAnswer {}
}
