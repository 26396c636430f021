package com.banxiang.health.clinical;

/** How urgent an alert is. Later means worse. */
public enum Severity {
    INFO,
    WARNING,
    CRITICAL;

    public boolean isWorseThan(Severity other) {
        return compareTo(other) > 0;
    }

    public Severity orWorse(Severity other) {
        return isWorseThan(other) ? this : other;
    }
}
