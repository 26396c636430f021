package com.banxiang.health.clinical;

import static java.util.Objects.requireNonNull;

import com.banxiang.health.clinical.Assessment.Beyond;
import com.banxiang.health.clinical.Assessment.Calm;
import com.banxiang.health.clinical.Assessment.Near;
import com.banxiang.health.clinical.Assessment.Unjudged;
import com.banxiang.health.clinical.Quantity.Amount;
import com.banxiang.health.reading.Comparator;
import com.banxiang.health.reading.Measurement;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything this service believes about values of health, under one version that is stored with every alert.
 *
 * @param version e.g. {@code clinical-rules-2026-11}
 */
public record ClinicalRules(String version, Map<Quantity, Limits> limits, Plausibility plausibility) {

    public ClinicalRules {

        limits = Map.copyOf(limits);

        for (var quantity : Quantity.values()) {
            requireNonNull(limits.get(quantity), () -> "limits: none of %s (expected: all)".formatted(quantity.key()));
        }
    }

    /** What the reading is shown as; of a blood pressure the worse number decides, the systolic one on a tie. */
    public Level level(Measurement measurement) {

        if (measurement.details().comparator() != null) {
            return Level.CRITICAL;
        }

        var worst = Zone.NONE;

        for (var amount : Quantity.in(measurement)) {
            var limits = of(amount.quantity());
            worst = worst.orWorse(limits.zone(limits.rounded(amount.value())));
        }

        return worst.level();
    }

    /** Whether a single value of this kind says anything; a weight or a number of steps doesn't. */
    public boolean judges(Measurement measurement) {
        return !Quantity.in(measurement).isEmpty();
    }

    /** Whether somebody must be told. Of a blood pressure the worse number is told of, the systolic one on a tie. */
    public Assessment assess(Measurement measurement, OwnBounds own) {

        var amounts = Quantity.in(measurement);

        if (amounts.isEmpty()) {
            return new Unjudged();
        }

        @Nullable Breach worst = null;
        var calm = true;

        for (var amount : amounts) {
            var breach = breach(amount, measurement.details().comparator(), own);
            if (breach != null && (worst == null || breach.severity().isWorseThan(worst.severity()))) {
                worst = breach;
            }
            var limits = of(amount.quantity());
            calm &= bounds(amount.quantity(), own).holdsBy(limits.closingMargin(), limits.rounded(amount.value()));
        }

        return worst != null ? new Beyond(worst) : calm ? new Calm() : new Near();
    }

    /**
     * A value that is unusual for the person though it may be inside all bounds; null for one that isn't, and in situations in
     * which a body is always higher. Of a blood pressure the systolic number is looked at.
     *
     * @param usualUpTo null while nothing is usual yet
     */
    public @Nullable Breach rise(Measurement measurement, @Nullable BigDecimal usualUpTo) {

        var amounts = Quantity.in(measurement);
        var context = measurement.details().context();

        if (usualUpTo == null || amounts.isEmpty() || (context != null && context.raises())) {
            return null;
        }

        var amount = amounts.getFirst();
        return of(amount.quantity()).rounded(amount.value()).compareTo(usualUpTo) > 0
                ? new Breach(amount.quantity().component(), amount.value(), Direction.ABOVE, usualUpTo, Severity.INFO)
                : null;
    }

    /** A person's own bounds where they have some, else everybody's. */
    public Bounds bounds(Quantity quantity, OwnBounds own) {

        var ends = own.of(quantity);
        var bounds = of(quantity).bounds();

        return new Bounds(
                ends.low() == null ? bounds.low() : ends.low(), ends.high() == null ? bounds.high() : ends.high());
    }

    /** What an alert was judged by. */
    public String versionWith(OwnBounds own) {
        return own.version() == 0 ? version : "%s+own-%d".formatted(version, own.version());
    }

    private @Nullable Breach breach(Amount amount, @Nullable Comparator comparator, OwnBounds own) {

        var limits = of(amount.quantity());
        var value = limits.rounded(amount.value());
        var bounds = bounds(amount.quantity(), own);
        var critical = comparator == null ? limits.critical(value) : offTheScale(comparator);
        var side = critical != null ? critical : bounds.beyond(value);

        if (side == null) {
            return null;
        }

        var severity = critical != null ? Severity.CRITICAL : Severity.WARNING;
        return new Breach(amount.quantity().component(), amount.value(), side, bounds.on(side), severity);
    }

    /** A meter that shows LO or HI gives its limit for a value; what is true lies beyond. */
    private static Direction offTheScale(Comparator comparator) {
        return switch (comparator) {
            case LESS -> Direction.BELOW;
            case MORE -> Direction.ABOVE;
        };
    }

    Limits of(Quantity quantity) {
        return requireNonNull(limits.get(quantity), quantity::name);
    }

    static Map<Quantity, Limits> byQuantity(Map<String, Limits> byKey) {

        var limits = new EnumMap<Quantity, Limits>(Quantity.class);

        for (var quantity : Quantity.values()) {
            var found = byKey.get(quantity.key());
            if (found != null) {
                limits.put(quantity, found);
            }
        }

        return limits;
    }
}
