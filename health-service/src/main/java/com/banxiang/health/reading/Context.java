package com.banxiang.health.reading;

import static com.banxiang.health.reading.ReadingType.BLOOD_SUGAR;
import static com.banxiang.health.reading.ReadingType.HEART_RATE;

/** In which situation something was measured. What a value means depends on it. */
public enum Context {
    FASTING(BLOOD_SUGAR),
    BEFORE_MEAL(BLOOD_SUGAR),
    AFTER_MEAL(BLOOD_SUGAR),
    BEDTIME(BLOOD_SUGAR),
    RANDOM(BLOOD_SUGAR),
    REST(HEART_RATE),
    ACTIVE(HEART_RATE),
    SLEEP(HEART_RATE),
    UNKNOWN(HEART_RATE);

    private final ReadingType type;

    Context(ReadingType type) {
        this.type = type;
    }

    /** Whether values are higher then than at other times, without meaning anything by it. */
    public boolean raises() {
        return switch (this) {
            case AFTER_MEAL, RANDOM, ACTIVE -> true;
            case FASTING, BEFORE_MEAL, BEDTIME, REST, SLEEP, UNKNOWN -> false;
        };
    }

    public boolean fits(ReadingType other) {
        return type == other;
    }
}
