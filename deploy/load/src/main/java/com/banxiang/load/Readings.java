package com.banxiang.load;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Blood pressures as the API takes them. */
final class Readings {

    static final String ORDINARY = "128/82";
    static final String DANGEROUS = "168/104";

    private Readings() {}

    static String one(String pressure, Instant at) {

        var numbers = pressure.split("/");
        return """
            {"type":"blood_pressure","recordedAt":"%s","metadata":{"systolic":%s,"diastolic":%s,"heartRate":72}}\
            """.formatted(at.truncatedTo(ChronoUnit.MILLIS), numbers[0], numbers[1]);
    }

    /** The newest first, so far apart. */
    static String batch(int count, Instant newest, Duration apart) {
        return IntStream.range(0, count)
                .mapToObj(it -> one(ORDINARY, newest.minus(apart.multipliedBy(it))))
                .collect(Collectors.joining(",", "{\"records\":[", "]}"));
    }
}
