package com.banxiang.health;

import java.time.Instant;

/** Readings as an elder's app writes them, and where it sends them. */
public final class Readings {

    public static final String RECORDS = "/api/v1/health/records";
    public static final String BATCH = "/api/v1/health/records/batch";
    public static final String SUMMARY = "/api/v1/health/summary";

    public static String pressure(int systolic, int diastolic, Instant at) {
        return """
            {"type": "blood_pressure", "value": %d, "recordedAt": "%s", "metadata": {"systolic": %d, "diastolic": %d}}\
            """.formatted(systolic, at, systolic, diastolic);
    }

    /** Of a type with one number. */
    public static String reading(String type, int value, Instant at) {
        return "{\"type\": \"%s\", \"value\": %d, \"recordedAt\": \"%s\"}".formatted(type, value, at);
    }

    /** Taken just now. */
    public static String spo2(int value) {
        return "{\"type\": \"spo2\", \"value\": %d}".formatted(value);
    }

    public static String batch(String... readings) {
        return "{\"records\": [%s]}".formatted(String.join(",", readings));
    }

    private Readings() {}
}
