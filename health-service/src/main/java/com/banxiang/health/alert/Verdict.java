package com.banxiang.health.alert;

/**
 * What one reading, one answer or the passing of time changed.
 *
 * @param course as it is now
 * @param change what became of its episode
 */
record Verdict(Course course, Change change) {

    /** What became of the episode. */
    sealed interface Change {

        /** Nothing at all. */
        record None() implements Change {}

        /** Something to remember, nothing to tell. */
        record Silent(Episode episode) implements Change {}

        /** Everybody concerned must be told, for the first time or again. */
        record Told(Episode episode) implements Change {}

        /** It was acknowledged. */
        record Answered(Episode episode) implements Change {}

        /** It is over. */
        record Ended(Episode episode) implements Change {}
    }
}
