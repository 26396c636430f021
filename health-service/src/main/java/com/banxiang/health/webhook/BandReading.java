package com.banxiang.health.webhook;

import com.banxiang.health.alert.Alarms.Alarm;
import com.banxiang.health.alert.AlertType;
import com.banxiang.health.clinical.Plausibility;
import com.banxiang.health.reading.Comparator;
import com.banxiang.health.reading.Context;
import com.banxiang.health.reading.Decimals;
import com.banxiang.health.reading.Details;
import com.banxiang.health.reading.Measurement;
import com.banxiang.health.reading.ReadingType;
import com.banxiang.health.reading.Site;
import com.banxiang.health.reading.SleepStage;
import com.banxiang.health.record.RecordIntake.Arrival;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What one measurement of a band turned out to be. */
sealed interface BandReading {

    /** To be stored. */
    record Sound(Arrival arrival) implements BandReading {}

    /** Somebody needs help: no reading, only a time. */
    record Call(Alarm alarm) implements BandReading {}

    /** Not to be stored. */
    record Unusable(Reason reason) implements BandReading {}

    /**
     * Nobody has such a value, or its unit is not ours: kept aside, because the most dangerous states look like this too.
     *
     * @param field what nobody believes
     */
    record NotBelieved(ReadingType type, String field) implements BandReading {}

    /** Why not. The names are the codes the sender sees. */
    enum Reason {
        UNSUPPORTED_METRIC,
        VALIDATION_FAILED,
        IMPLAUSIBLE_VALUE,
        RECORD_CONFLICT
    }

    /** How far a band's clock may be ahead, and how long it may keep readings to itself. */
    Duration FUTURE = Duration.ofMinutes(5);

    Duration PAST = Duration.ofDays(30);

    int MOST_STAGES = 60;

    Pattern STAGE = Pattern.compile("[A-Za-z_]{1,20}");

    /** Bands have names of their own for some types. */
    static Optional<ReadingType> typeOf(String metric) {
        return switch (metric) {
            case "body_temperature" -> Optional.of(ReadingType.TEMPERATURE);
            default -> ReadingType.named(metric);
        };
    }

    static BandReading of(BandItem item, @Nullable Instant occurredAt, Instant now, Plausibility plausibility) {

        var alarm = item.metric() == null ? Optional.<AlertType>empty() : AlertType.alarmNamed(item.metric());

        if (alarm.isPresent()) {
            return new Call(new Alarm(alarm.get(), timeOfCall(item, occurredAt, now)));
        }

        var type = item.metric() == null ? Optional.<ReadingType>empty() : typeOf(item.metric());

        if (type.isEmpty()) {
            return new Unusable(item.metric() == null ? Reason.VALIDATION_FAILED : Reason.UNSUPPORTED_METRIC);
        }

        var at = timeOf(item, occurredAt);

        if (at == null || at.isAfter(now.plus(FUTURE)) || at.isBefore(now.minus(PAST))) {
            return new Unusable(Reason.VALIDATION_FAILED);
        }

        if (item.unit() != null && !type.get().isMeasuredIn(item.unit())) {
            return new NotBelieved(type.get(), "unit");
        }

        var value = type.get() == ReadingType.BLOOD_PRESSURE ? item.systolic() : valueOf(type.get(), item);

        if (value == null || (type.get() == ReadingType.BLOOD_PRESSURE && item.diastolic() == null)) {
            return new Unusable(Reason.VALIDATION_FAILED);
        }

        if (!isSensible(value) || !isSensible(item.diastolic()) || !isSensible(item.pulse())) {
            return new NotBelieved(type.get(), "value");
        }

        var measurement = new Measurement(type.get(), value, detailsOf(type.get(), item));

        return plausibility
                .objection(measurement)
                .<BandReading>map(it -> new NotBelieved(type.get(), it.field()))
                .orElseGet(() -> new Sound(new Arrival(measurement, at, null)));
    }

    /** A call for help is never refused for the sake of a clock: one that is ahead, or says nothing, calls now. */
    private static Instant timeOfCall(BandItem item, @Nullable Instant occurredAt, Instant now) {

        var at = timeOf(item, occurredAt);
        return at == null || at.isAfter(now) ? now.truncatedTo(ChronoUnit.MILLIS) : at;
    }

    private static @Nullable Instant timeOf(BandItem item, @Nullable Instant occurredAt) {

        var at = item.measuredAt() != null ? item.measuredAt() : item.end() != null ? item.end() : occurredAt;
        return at == null ? null : at.truncatedTo(ChronoUnit.MILLIS);
    }

    /** A night may be told by its ends alone. */
    private static @Nullable BigDecimal valueOf(ReadingType type, BandItem item) {
        return item.value() == null && type == ReadingType.SLEEP && item.start() != null && item.end() != null
                ? BigDecimal.valueOf(Duration.between(item.start(), item.end()).toMinutes())
                : item.value();
    }

    private static boolean isSensible(@Nullable BigDecimal number) {
        return number == null || Decimals.isSensible(number);
    }

    private static Details detailsOf(ReadingType type, BandItem item) {
        return switch (type) {
            case BLOOD_PRESSURE -> pressure(item);
            case BLOOD_SUGAR -> Details.ofSugar(mealOf(item.mealContext()), comparatorOf(item.comparator()));
            case HEART_RATE -> Details.ofHeart(contextOf(type, item.context()));
            case TEMPERATURE -> Details.ofTemperature(siteOf(item.site()));
            case STEPS -> Details.ofPeriod(item.start(), item.end(), null);
            case SLEEP -> Details.ofPeriod(item.start(), item.end(), stagesOf(item));
            case SPO2, WEIGHT -> Details.NONE;
        };
    }

    private static Details pressure(BandItem item) {
        return new Details(item.systolic(), item.diastolic(), item.pulse(), null, null, null, null, null, null);
    }

    /** A situation we have no word for is none: the value counts more than when it was taken. */
    private static @Nullable Context contextOf(ReadingType type, @Nullable String text) {

        for (var context : Context.values()) {
            if (context.name().toLowerCase(Locale.ROOT).equals(text) && context.fits(type)) {
                return context;
            }
        }

        return null;
    }

    private static @Nullable Context mealOf(@Nullable String text) {
        return "after_meal_2h".equals(text) ? Context.AFTER_MEAL : contextOf(ReadingType.BLOOD_SUGAR, text);
    }

    private static @Nullable Comparator comparatorOf(@Nullable String text) {
        return text == null ? null : Comparator.of(text);
    }

    private static @Nullable Site siteOf(@Nullable String text) {

        for (var site : Site.values()) {
            if (site.name().toLowerCase(Locale.ROOT).equals(text)) {
                return site;
            }
        }

        return null;
    }

    private static @Nullable List<SleepStage> stagesOf(BandItem item) {

        if (item.stages() == null || item.stages().size() > MOST_STAGES) {
            return null;
        }

        var stages = new ArrayList<SleepStage>();

        for (var it : item.stages()) {
            var length = it == null ? null : it.length();
            if (it == null || it.stage() == null || length == null || !isSensible(length)) {
                return null;
            }
            if (STAGE.matcher(it.stage()).matches()) {
                stages.add(new SleepStage(it.stage(), length));
            }
        }

        return stages.isEmpty() ? null : stages;
    }
}
