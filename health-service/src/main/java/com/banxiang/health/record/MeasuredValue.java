package com.banxiang.health.record;

import com.banxiang.health.reading.Decimals;
import com.banxiang.health.reading.Details;
import com.banxiang.health.reading.Measurement;
import com.banxiang.health.reading.ReadingType;
import com.banxiang.health.reading.SleepStage;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Makes one measurement of a {@code value}, which may be a number or an object, and the metadata beside it. */
record MeasuredValue(ReadingType type, @Nullable JsonNode value, RecordMetadata metadata) {

    private static final String VALUE = "value";
    private static final int MOST_STAGES = 60;
    private static final Pattern STAGE = Pattern.compile("[A-Za-z_]{1,20}");

    static MeasuredValue of(ReadingType type, @Nullable JsonNode value, RecordMetadata metadata) {
        return new MeasuredValue(type, value == null || value.isNull() ? null : value, metadata);
    }

    /** Fails with {@link Unreadable} naming the first field that is wrong. */
    Measurement measurement() {

        if (metadata.comparator() != null && type != ReadingType.BLOOD_SUGAR) {
            throw new Unreadable("metadata.comparator", "record.comparator");
        }

        return switch (type) {
            case BLOOD_PRESSURE -> pressure();
            case BLOOD_SUGAR -> single(Details.ofSugar(metadata.context(), metadata.comparator()));
            case HEART_RATE -> single(Details.ofHeart(metadata.context()));
            case TEMPERATURE -> single(Details.ofTemperature(metadata.site()));
            case STEPS -> single(Details.ofPeriod(metadata.start(), metadata.end(), null));
            case SLEEP -> single(Details.ofPeriod(metadata.start(), metadata.end(), stages()));
            case SPO2, WEIGHT -> single(Details.NONE);
        };
    }

    private Measurement single(Details details) {

        if (details.context() != null && !details.context().fits(type)) {
            throw new Unreadable("metadata.context", "value.invalid");
        }

        var member = type == ReadingType.HEART_RATE ? "bpm" : null;
        return new Measurement(type, needed(VALUE, main(member)), details);
    }

    /** The main number is the systolic one; said twice, it must be the same. */
    private Measurement pressure() {

        var systolic = either("metadata.systolic", metadata.systolic(), member("systolic"));
        var diastolic = either("metadata.diastolic", metadata.diastolic(), member("diastolic"));
        var pulse = metadata.heartRate();
        var main = value == null || value.isObject() ? systolic : sensible(VALUE, number(VALUE, value));

        if (main.compareTo(systolic) != 0) {
            throw new Unreadable(VALUE, "record.systolic");
        }

        var details =
                Details.ofPressure(systolic, diastolic, pulse == null ? null : sensible("metadata.heartRate", pulse));
        return new Measurement(type, systolic, details);
    }

    private @Nullable BigDecimal main(@Nullable String member) {

        if (value == null) {
            return null;
        }

        return member != null && value.isObject() ? member(member) : sensible(VALUE, number(VALUE, value));
    }

    private static BigDecimal either(String field, @Nullable BigDecimal one, @Nullable BigDecimal other) {

        var said = needed(field, one != null ? one : other);

        if (one != null && other != null && one.compareTo(other) != 0) {
            throw new Unreadable(field, "record.contradiction");
        }

        return sensible(field, said);
    }

    /** A number inside {@code value}; null where it is not there. */
    private @Nullable BigDecimal member(String name) {

        var member = value == null || !value.isObject() ? null : value.get(name);

        return member == null || member.isNull()
                ? null
                : sensible(VALUE + "." + name, number(VALUE + "." + name, member));
    }

    private @Nullable List<SleepStage> stages() {

        if (metadata.stages() == null) {
            return null;
        }

        if (metadata.stages().size() > MOST_STAGES) {
            throw new Unreadable("metadata.stages", "value.invalid");
        }

        var stages = new ArrayList<SleepStage>();

        for (var it : metadata.stages()) {
            if (it == null
                    || it.stage() == null
                    || it.minutes() == null
                    || !STAGE.matcher(it.stage()).matches()) {
                throw new Unreadable("metadata.stages", "value.invalid");
            }
            stages.add(new SleepStage(it.stage(), sensible("metadata.stages", it.minutes())));
        }

        return stages;
    }

    private static BigDecimal number(String field, JsonNode node) {

        if (!node.isNumber()) {
            throw new Unreadable(field, "value.invalid");
        }

        // A number too large for a double has been read as infinity by now.
        return node.decimalValueOpt().orElseThrow(() -> new Unreadable(field, "value.invalid"));
    }

    private static BigDecimal needed(String field, @Nullable BigDecimal number) {

        if (number == null) {
            throw new Unreadable(field, "NotNull");
        }

        return number;
    }

    private static BigDecimal sensible(String field, BigDecimal number) {

        if (!Decimals.isSensible(number)) {
            throw new Unreadable(field, "value.invalid");
        }

        return number;
    }
}
