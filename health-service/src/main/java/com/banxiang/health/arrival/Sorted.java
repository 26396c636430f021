package com.banxiang.health.arrival;

import com.banxiang.health.reading.ReadingType;
import com.banxiang.health.record.RecordIntake.Arrival;
import java.util.List;
import java.util.Optional;

/** Readings of one device that came together, sorted. */
public record Sorted(List<Arrival> sound, List<Unbelieved> unbelieved) {

    /** The first type that may be a person in danger rather than a broken sensor. */
    static Optional<ReadingType> alarming(List<Unbelieved> unbelieved) {
        return unbelieved.stream()
                .map(Unbelieved::type)
                .filter(ReadingType::isVital)
                .findFirst();
    }
}
