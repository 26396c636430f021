package com.banxiang.health.clinical;

import com.banxiang.health.reading.Context;
import com.banxiang.health.reading.Details;
import com.banxiang.health.reading.Measurement;
import com.banxiang.health.reading.ReadingType;
import com.banxiang.health.reading.Site;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What has bounds of its own: finer than a type, because a pressure has two numbers and sugar depends on the meal. */
public enum Quantity {
    SYSTOLIC(ReadingType.BLOOD_PRESSURE, PressureComponent.SYSTOLIC, null),
    DIASTOLIC(ReadingType.BLOOD_PRESSURE, PressureComponent.DIASTOLIC, null),
    HEART_RATE(ReadingType.HEART_RATE, null, null),
    /** Also before a meal, at bedtime, and where nobody said when. */
    GLUCOSE_FASTING(ReadingType.BLOOD_SUGAR, null, Context.FASTING),
    /** Also at any time that was marked as such. */
    GLUCOSE_AFTER_MEAL(ReadingType.BLOOD_SUGAR, null, Context.AFTER_MEAL),
    SPO2(ReadingType.SPO2, null, null),
    /** Of the body, not of the skin. */
    TEMPERATURE(ReadingType.TEMPERATURE, null, null);

    /** A number to be compared with the limits of its quantity. */
    record Amount(Quantity quantity, BigDecimal value) {}

    private final ReadingType type;
    private final @Nullable PressureComponent component;
    private final @Nullable Context context;

    Quantity(ReadingType type, @Nullable PressureComponent component, @Nullable Context context) {
        this.type = type;
        this.component = component;
        this.context = context;
    }

    public ReadingType type() {
        return type;
    }

    public @Nullable PressureComponent component() {
        return component;
    }

    public @Nullable Context context() {
        return context;
    }

    /** The key of its limits in the configuration. */
    String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What of a measurement is compared with limits; the systolic pressure first. Empty for what nobody is alarmed by. */
    static List<Amount> in(Measurement it) {
        return switch (it.type()) {
            case BLOOD_PRESSURE -> pressures(it.value(), it.details());
            case HEART_RATE -> List.of(new Amount(HEART_RATE, it.value()));
            case BLOOD_SUGAR -> List.of(new Amount(sugar(it.details().context()), it.value()));
            case SPO2 -> List.of(new Amount(SPO2, it.value()));
            case TEMPERATURE ->
                it.details().site() == Site.SKIN ? List.of() : List.of(new Amount(TEMPERATURE, it.value()));
            case WEIGHT, STEPS, SLEEP -> List.of();
        };
    }

    private static List<Amount> pressures(BigDecimal systolic, Details details) {

        var amounts = new ArrayList<Amount>(2);
        amounts.add(new Amount(SYSTOLIC, systolic));

        if (details.diastolic() != null) {
            amounts.add(new Amount(DIASTOLIC, details.diastolic()));
        }

        return amounts;
    }

    /** Whether anything of this type has bounds. */
    static boolean hasAnyOf(ReadingType type) {
        return Stream.of(values()).anyMatch(it -> it.type == type);
    }

    /** The one a bound is meant for; its type has bounds, and a component exactly if it is a pressure. */
    static Quantity of(ReadingType type, @Nullable PressureComponent component, @Nullable Context context) {

        if (type == ReadingType.BLOOD_SUGAR) {
            return sugar(context);
        }

        return Stream.of(values())
                .filter(it -> it.type == type && it.component == component)
                .findFirst()
                .orElseThrow();
    }

    private static Quantity sugar(@Nullable Context context) {
        return context == Context.AFTER_MEAL || context == Context.RANDOM ? GLUCOSE_AFTER_MEAL : GLUCOSE_FASTING;
    }
}
