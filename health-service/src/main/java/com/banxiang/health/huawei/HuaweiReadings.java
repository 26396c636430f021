package com.banxiang.health.huawei;

import com.banxiang.health.arrival.PayloadReader;
import com.banxiang.health.arrival.Sorted;
import com.banxiang.health.arrival.Unbelieved;
import com.banxiang.health.clinical.ClinicalRules;
import com.banxiang.health.clinical.Plausibility;
import com.banxiang.health.reading.Context;
import com.banxiang.health.reading.Decimals;
import com.banxiang.health.reading.Details;
import com.banxiang.health.reading.Measurement;
import com.banxiang.health.reading.ReadingType;
import com.banxiang.health.reading.SleepStage;
import com.banxiang.health.reading.Source;
import com.banxiang.health.record.RecordIntake.Arrival;
import io.micrometer.core.instrument.MeterRegistry;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Says what an answer of Huawei's cloud means. Points of samples and records tell their times in nanoseconds, fields inside a
 * night in milliseconds; one that is read in the wrong unit falls out of every possible time and is left out.
 */
@Component
public final class HuaweiReadings implements PayloadReader {

    /** Huawei's cloud has nothing that is older. */
    private static final Instant FIRST = Instant.parse("2014-01-01T00:00:00Z");

    private static final Duration FUTURE = Duration.ofMinutes(5);
    private static final Duration PAST = Duration.ofDays(30);
    private static final long NANOS = 1_000_000_000L;

    private sealed interface Point {

        record Sound(Arrival arrival) implements Point {}

        record NotBelieved(Unbelieved unbelieved) implements Point {}

        /** Unknown, unreadable or out of time. */
        record LeftOut(String why) implements Point {}
    }

    /** What two readings of one source can't both be. */
    private record Moment(ReadingType type, Instant at) {

        static Moment of(Arrival it) {
            return new Moment(it.measurement().type(), it.recordedAt());
        }
    }

    private final JsonMapper json;
    private final ClinicalRules rules;
    private final MeterRegistry meters;

    HuaweiReadings(JsonMapper json, ClinicalRules rules, MeterRegistry meters) {
        this.json = json;
        this.rules = rules;
        this.meters = meters;
    }

    @Override
    public Source source() {
        return Source.HUAWEI;
    }

    @Override
    public List<Arrival> read(String payload, Instant arrivedAt) {
        return of(payload, arrivedAt).sound();
    }

    /** @param answer of samples or of nights */
    public Sorted of(String answer, Instant arrivedAt) {

        var sound = new LinkedHashMap<Moment, Arrival>();
        var unbelieved = new ArrayList<Unbelieved>();

        for (var point : pointsIn(read(answer))) {
            switch (understood(point, arrivedAt, rules.plausibility())) {
                case Point.Sound(var arrival) -> sound.merge(Moment.of(arrival), arrival, oneOf());
                case Point.NotBelieved(var it) -> unbelieved.add(it);
                case Point.LeftOut(var why) ->
                    meters.counter(HuaweiMeter.LEFT_OUT.getName(), HuaweiMeter.Tag.REASON.asString(), why)
                            .increment();
            }
        }

        var inOrder = sound.values().stream()
                .sorted(Comparator.comparing(Arrival::recordedAt))
                .toList();
        return new Sorted(inOrder, unbelieved);
    }

    /** A watch and a phone that counted to the same moment counted the same steps: the one that missed fewer is right. */
    private static BinaryOperator<Arrival> oneOf() {
        return (one, other) -> one.measurement().type() == ReadingType.STEPS
                        && other.measurement()
                                        .value()
                                        .compareTo(one.measurement().value())
                                > 0
                ? other
                : one;
    }

    private JsonNode read(String answer) {
        try {
            return json.readTree(answer);
        } catch (JacksonException unreadable) {
            return json.createObjectNode();
        }
    }

    private static List<JsonNode> pointsIn(JsonNode answer) {

        var points = new ArrayList<JsonNode>();

        for (var group : answer.path("group")) {
            for (var set : group.path("sampleSet")) {
                set.path("samplePoints").forEach(points::add);
            }
        }

        answer.path("healthRecords").forEach(points::add);
        return points;
    }

    private static Point understood(JsonNode point, Instant now, Plausibility plausibility) {

        var type = HuaweiType.named(point.path("dataTypeName").asString(""));

        if (type.isEmpty()) {
            return new Point.LeftOut("unknown_type");
        }

        var fields = fieldsOf(point);
        var start = type.get() == HuaweiType.SLEEP
                ? millis(fields.get("fall_asleep_time")).or(() -> nanos(point.path("startTime")))
                : nanos(point.path("startTime"));
        var end = type.get() == HuaweiType.SLEEP
                ? millis(fields.get("wakeup_time")).or(() -> nanos(point.path("endTime")))
                : nanos(point.path("endTime"));

        if (start.isEmpty() || end.isEmpty() || start.get().isAfter(end.get()) || !isInTime(end.get(), now)) {
            return new Point.LeftOut("out_of_time");
        }

        return measured(type.get(), fields, start.get(), end.get())
                .map(it -> judged(it, end.get(), point, plausibility))
                .orElseGet(() -> new Point.LeftOut("unreadable"));
    }

    private static Point judged(Measurement it, Instant at, JsonNode point, Plausibility plausibility) {
        return plausibility
                .objection(it)
                .<Point>map(objection ->
                        new Point.NotBelieved(new Unbelieved(it.type(), objection.field(), point.toString())))
                .orElseGet(() -> new Point.Sound(new Arrival(it, at, null)));
    }

    private static boolean isInTime(Instant at, Instant now) {
        return at.isAfter(FIRST) && !at.isAfter(now.plus(FUTURE)) && !at.isBefore(now.minus(PAST));
    }

    /** Empty where the main number is missing. */
    private static Optional<Measurement> measured(
            HuaweiType type, Map<String, BigDecimal> fields, Instant start, Instant end) {
        return switch (type) {
            case HEART_RATE -> single(type, fields.get("bpm"), Details.NONE);
            case BLOOD_PRESSURE -> pressure(fields);
            case SPO2 -> single(type, fields.get("saturation"), Details.NONE);
            case BLOOD_GLUCOSE ->
                single(type, fields.get("level"), Details.ofSugar(mealOf(fields.get("measure_time")), null));
            case TEMPERATURE -> single(type, fields.get("body_temperature"), Details.NONE);
            case WEIGHT -> single(type, fields.get("body_weight"), Details.NONE);
            case STEPS -> single(type, fields.get("steps_delta"), Details.ofPeriod(start, end, null));
            case SLEEP -> single(type, fields.get("all_sleep_time"), Details.ofPeriod(start, end, stages(fields)));
        };
    }

    private static Optional<Measurement> single(HuaweiType type, @Nullable BigDecimal value, Details details) {
        return value == null ? Optional.empty() : Optional.of(new Measurement(type.reading(), value, details));
    }

    /** A pulse of 0 was not counted. */
    private static Optional<Measurement> pressure(Map<String, BigDecimal> fields) {

        var systolic = fields.get("systolic_pressure");
        var diastolic = fields.get("diastolic_pressure");
        var pulse = fields.get("sphygmus");

        if (systolic == null || diastolic == null) {
            return Optional.empty();
        }

        var details = Details.ofPressure(systolic, diastolic, pulse == null || pulse.signum() == 0 ? null : pulse);
        return Optional.of(new Measurement(ReadingType.BLOOD_PRESSURE, systolic, details));
    }

    /** The early morning is no meal we have a word for: it is judged as without one, which is the stricter way. */
    private static @Nullable Context mealOf(@Nullable BigDecimal measureTime) {
        return switch (measureTime == null ? 0 : measureTime.intValue()) {
            case 1 -> Context.FASTING;
            case 3, 5 -> Context.BEFORE_MEAL;
            case 2, 4, 6 -> Context.AFTER_MEAL;
            case 7 -> Context.BEDTIME;
            case 9 -> Context.RANDOM;
            default -> null;
        };
    }

    /** Time awake is no part of what was slept. */
    private static @Nullable List<SleepStage> stages(Map<String, BigDecimal> fields) {

        var stages = new ArrayList<SleepStage>();
        addStage(stages, "light", fields.get("light_sleep_time"));
        addStage(stages, "deep", fields.get("deep_sleep_time"));
        addStage(stages, "rem", fields.get("dream_time"));
        return stages.isEmpty() ? null : stages;
    }

    private static void addStage(List<SleepStage> stages, String name, @Nullable BigDecimal minutes) {
        if (minutes != null) {
            stages.add(new SleepStage(name, minutes));
        }
    }

    /** Each value stands under the name of its own type. */
    private static Map<String, BigDecimal> fieldsOf(JsonNode point) {

        var fields = new LinkedHashMap<String, BigDecimal>();

        for (var value : point.path("value")) {
            for (var kind : List.of("integerValue", "longValue", "floatValue")) {
                var number = value.path(kind);
                if (number.isNumber()) {
                    number.decimalValueOpt()
                            .filter(it -> kind.equals("longValue") || Decimals.isSensible(it))
                            .ifPresent(it -> fields.put(value.path("fieldName").asString(""), it));
                }
            }
        }

        return fields;
    }

    private static Optional<Instant> nanos(JsonNode time) {

        if (!time.isIntegralNumber() || !time.canConvertToLong()) {
            return Optional.empty();
        }

        var nanos = time.asLong();
        var at = Instant.ofEpochSecond(Math.floorDiv(nanos, NANOS), Math.floorMod(nanos, NANOS));
        return Optional.of(at)
                .map(it -> Instant.ofEpochMilli(it.toEpochMilli()))
                .filter(FIRST::isBefore);
    }

    private static Optional<Instant> millis(@Nullable BigDecimal time) {

        if (time == null || time.precision() - time.scale() > 15 || time.scale() > 0) {
            return Optional.empty();
        }

        return Optional.of(Instant.ofEpochMilli(time.longValue())).filter(FIRST::isBefore);
    }
}
