package com.banxiang.health.alert;

import com.banxiang.health.reading.ReadingType;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What an alert can be about: values of a type, or a person who needs help now. */
public enum AlertType {
    BLOOD_PRESSURE(ReadingType.BLOOD_PRESSURE),
    HEART_RATE(ReadingType.HEART_RATE),
    BLOOD_SUGAR(ReadingType.BLOOD_SUGAR),
    SPO2(ReadingType.SPO2),
    TEMPERATURE(ReadingType.TEMPERATURE),
    /** The person pressed the button. */
    SOS(null),
    /** A band felt the person fall. */
    FALL(null);

    private final @Nullable ReadingType reading;

    AlertType(@Nullable ReadingType reading) {
        this.reading = reading;
    }

    /** Has no value that could become calm again: a person's answer alone ends it. */
    boolean isAlarm() {
        return reading == null;
    }

    /** Absent for an alarm. */
    Optional<String> unit() {
        return Optional.ofNullable(reading).map(ReadingType::unit);
    }

    /** The name outside this service. */
    String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Empty for values nobody is alarmed by. */
    static Optional<AlertType> of(ReadingType type) {
        return Stream.of(values()).filter(it -> it.reading == type).findFirst();
    }

    /** The alarm a device names so; empty if it names none. */
    public static Optional<AlertType> alarmNamed(String text) {
        return Stream.of(values())
                .filter(it -> it.isAlarm() && it.text().equals(text))
                .findFirst();
    }
}
