package com.banxiang.health.clinical;

/** What a reading is shown as. A level is not an alert: within the bounds it rings nobody. */
public enum Level {
    LOW,
    NORMAL,
    ELEVATED,
    HIGH,
    CRITICAL
}
