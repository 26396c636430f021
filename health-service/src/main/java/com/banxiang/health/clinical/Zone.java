package com.banxiang.health.clinical;

/** The columns of the severity table, from its left to its right. */
enum Zone {
    CRITICAL_LOW(Level.CRITICAL, 3),
    WARNING_LOW(Level.LOW, 2),
    INFO_LOW(Level.LOW, 1),
    NONE(Level.NORMAL, 0),
    INFO_HIGH(Level.ELEVATED, 1),
    WARNING_HIGH(Level.HIGH, 2),
    CRITICAL_HIGH(Level.CRITICAL, 3);

    private final Level level;
    private final int weight;

    Zone(Level level, int weight) {
        this.level = level;
        this.weight = weight;
    }

    Level level() {
        return level;
    }

    /** The worse of the two; this one where they weigh the same. */
    Zone orWorse(Zone other) {
        return other.weight > weight ? other : this;
    }
}
