package com.banxiang.health.clinical;

import com.banxiang.health.clinical.SetThresholds.Wish;
import com.banxiang.health.reading.Context;
import com.banxiang.health.reading.Decimals;
import com.banxiang.health.reading.ReadingType;
import com.banxiang.platform.web.Change;
import com.banxiang.platform.web.Invalid;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Bounds as a person's app sends them: the shape of the answer. What isn't named stays as it is.
 *
 * @param items one for each quantity that changes
 */
record ThresholdsRequest(@NotNull @Size(min = 1, max = MOST) List<@NotNull @Valid ThresholdWish> items) {

    static final int MOST = 20;

    /**
     * @param type as everywhere; {@code blood_glucose} is blood sugar too
     * @param component of a blood pressure, which has two numbers
     * @param context of a blood sugar; without one it is that before a meal
     * @param low null gives everybody's back
     * @param high null gives everybody's back
     */
    record ThresholdWish(
            @NotNull String type,
            @Nullable PressureComponent component,
            @Nullable Context context,
            Change<BigDecimal> low,
            Change<BigDecimal> high) {}

    /** Fails with {@link Invalid} naming the first field that is wrong. */
    List<Wish> read(ClinicalRules rules) {

        var wishes = new ArrayList<Wish>(items.size());
        var seen = EnumSet.noneOf(Quantity.class);

        for (var index = 0; index < items.size(); index++) {
            var wish = wish(index, items.get(index), rules);
            if (!seen.add(wish.quantity())) {
                throw new Invalid("items[%d]".formatted(index), "threshold.twice");
            }
            wishes.add(wish);
        }

        return wishes;
    }

    private static Wish wish(int index, ThresholdWish it, ClinicalRules rules) {

        Function<String, String> field = name -> "items[%d].%s".formatted(index, name);
        var type = ReadingType.named(it.type())
                .filter(Quantity::hasAnyOf)
                .orElseThrow(() -> new Invalid(field.apply("type"), "value.invalid"));

        if ((type == ReadingType.BLOOD_PRESSURE) != (it.component() != null)) {
            throw new Invalid(field.apply("component"), it.component() == null ? "NotNull" : "value.invalid");
        }

        if (it.context() != null
                && (type != ReadingType.BLOOD_SUGAR || !it.context().fits(type))) {
            throw new Invalid(field.apply("context"), "value.invalid");
        }

        var quantity = Quantity.of(type, it.component(), it.context());
        var decimals = rules.of(quantity).decimals();
        check(field.apply("low"), it.low(), decimals);
        check(field.apply("high"), it.high(), decimals);

        return new Wish(index, quantity, it.low(), it.high());
    }

    /** A bound between two values no device tells apart would be another one than the person reads. */
    private static void check(String field, Change<BigDecimal> wanted, int decimals) {
        Optional.ofNullable(wanted.value())
                .filter(it ->
                        !Decimals.isSensible(it) || it.stripTrailingZeros().scale() > decimals)
                .ifPresent(_ -> {
                    throw new Invalid(field, "threshold.resolution", decimals);
                });
    }
}
