package com.banxiang.health.reading;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What can be measured, and in which unit it is kept. */
public enum ReadingType {
    BLOOD_PRESSURE("mmHg", Set.of()),
    HEART_RATE("bpm", Set.of("/min", "次/分")),
    BLOOD_SUGAR("mmol/L", Set.of()),
    SPO2("%", Set.of()),
    TEMPERATURE("°C", Set.of("℃", "Cel")),
    WEIGHT("kg", Set.of()),
    STEPS("steps", Set.of("step", "步")),
    SLEEP("min", Set.of("minutes", "分钟"));

    /** The name the seeds and devices give to blood sugar. */
    private static final String BLOOD_GLUCOSE = "blood_glucose";

    private final String unit;
    private final Set<String> spellings;

    ReadingType(String unit, Set<String> spellings) {
        this.unit = unit;
        this.spellings = spellings;
    }

    public String unit() {
        return unit;
    }

    /** Whether a unit somebody names is this type's own, maybe spelled otherwise. Another unit is never converted. */
    public boolean isMeasuredIn(String named) {
        return unit.equalsIgnoreCase(named) || spellings.contains(named);
    }

    /** Whether an implausible value of this type may be a person in danger rather than a broken sensor. */
    public boolean isVital() {
        return switch (this) {
            case BLOOD_PRESSURE, HEART_RATE, BLOOD_SUGAR, SPO2 -> true;
            case TEMPERATURE, WEIGHT, STEPS, SLEEP -> false;
        };
    }

    /** Whether the parts of a day make its whole; of the others a day has a mean. */
    public boolean isAddedUp() {
        return switch (this) {
            case STEPS, SLEEP -> true;
            case BLOOD_PRESSURE, HEART_RATE, BLOOD_SUGAR, SPO2, TEMPERATURE, WEIGHT -> false;
        };
    }

    /** The name outside this service. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Reads the name as clients write it; blood sugar has two. */
    public static Optional<ReadingType> named(String text) {

        if (text.equals(BLOOD_GLUCOSE)) {
            return Optional.of(BLOOD_SUGAR);
        }

        for (var type : values()) {
            if (type.text().equals(text)) {
                return Optional.of(type);
            }
        }

        return Optional.empty();
    }
}
