package com.banxiang.sandbox.huawei;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/** Turns a measurement as a band writes it into a point as Huawei's cloud shows it: points in nanoseconds, nights inside in milliseconds. */
@Component
final class ComposePoints {

    private final JsonMapper json;
    private final Clock clock;

    ComposePoints(JsonMapper json, Clock clock) {
        this.json = json;
        this.clock = clock;
    }

    /** A measurement without its time was taken now. Fails with {@link IllegalArgumentException} on what is none. */
    Point handle(JsonNode measurement) {

        var metric = measurement.path("metric").asString("");
        var type = DataType.ofMetric(metric)
                .orElseThrow(() -> new IllegalArgumentException("metric: %s (expected: a band's)".formatted(metric)));
        var end = time(measurement, "end", time(measurement, "measuredAt", clock.instant()));
        var start = time(measurement, "start", end);
        var point = json.createObjectNode();
        point.put("startTime", nanos(start));
        point.put("endTime", nanos(end));
        point.put("dataTypeName", type.dataTypeName());
        point.put("originalDataCollectorId", "sandbox");
        values(point.putArray("value"), type, measurement, start, end);
        return new Point(type, start, end, point);
    }

    private static void values(ArrayNode values, DataType type, JsonNode measurement, Instant start, Instant end) {
        switch (type) {
            case BLOOD_PRESSURE -> {
                decimal(values, "systolic_pressure", measurement.path("systolic"));
                decimal(values, "diastolic_pressure", measurement.path("diastolic"));
                if (measurement.has("pulse")) {
                    decimal(values, "sphygmus", measurement.path("pulse"));
                }
                integer(values, "measurement_anomaly_flag", 1);
            }
            case BLOOD_GLUCOSE -> {
                decimal(values, type.field(), measurement.path("value"));
                integer(
                        values,
                        "measure_time",
                        mealOf(measurement.path("mealContext").asString("")));
            }
            case HEART_RATE, STEPS ->
                integer(values, type.field(), measurement.path("value").asLong());
            case SLEEP -> {
                values.addObject().put("fieldName", "fall_asleep_time").put("longValue", start.toEpochMilli());
                values.addObject().put("fieldName", "wakeup_time").put("longValue", end.toEpochMilli());
                integer(
                        values,
                        type.field(),
                        measurement
                                .path("value")
                                .asLong(Duration.between(start, end).toMinutes()));
            }
            case SPO2, TEMPERATURE, WEIGHT -> decimal(values, type.field(), measurement.path("value"));
        }
    }

    private static void decimal(ArrayNode values, String field, JsonNode number) {
        if (!number.isNumber()) {
            throw new IllegalArgumentException("%s: %s (expected: a number)".formatted(field, number));
        }
        values.addObject().put("fieldName", field).put("floatValue", number.asDouble());
    }

    private static void integer(ArrayNode values, String field, long number) {
        values.addObject().put("fieldName", field).put("integerValue", number);
    }

    private static int mealOf(String mealContext) {
        return switch (mealContext) {
            case "fasting" -> 1;
            case "before_meal" -> 3;
            case "after_meal_2h" -> 4;
            case "bedtime" -> 7;
            default -> 9;
        };
    }

    private static Instant time(JsonNode measurement, String field, Instant otherwise) {

        @Nullable String text = measurement.path(field).asString(null);
        try {
            return text == null ? otherwise : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException unreadable) {
            throw new IllegalArgumentException("%s: %s (expected: a time with an offset)".formatted(field, text));
        }
    }

    private static long nanos(Instant time) {
        return time.getEpochSecond() * 1_000_000_000L + time.getNano();
    }
}
