package com.banxiang.health.clinical;

import com.banxiang.health.reading.Range;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * The cuts of one quantity. Values are rounded half up to the device's resolution before they meet one.
 *
 * @param decimals the resolution: digits after the point
 * @param bounds beyond them somebody is told, unless the person has bounds of their own
 * @param criticalLow the highest value that is critical on the low side, whatever anybody's own bounds
 * @param criticalHigh the lowest value that is critical on the high side
 * @param normalLow the lowest value shown as normal
 * @param normalHigh the highest value shown as normal
 * @param closingMargin how far inside a value must lie to calm an episode
 * @param ownLow between what values a person may choose a low bound of their own
 * @param ownHigh the same of a high one; null where nothing is too high
 */
public record Limits(
        int decimals,
        Bounds bounds,
        BigDecimal criticalLow,
        @Nullable BigDecimal criticalHigh,
        BigDecimal normalLow,
        @Nullable BigDecimal normalHigh,
        BigDecimal closingMargin,
        Range ownLow,
        @Nullable Range ownHigh) {

    /** Whatever a person chooses, there must be values left that calm. */
    public Limits {
        if (ownHigh != null
                && ownLow.to().add(closingMargin).compareTo(ownHigh.from().subtract(closingMargin)) > 0) {
            throw new IllegalArgumentException(
                    "own bounds: %s and %s (expected: room between them)".formatted(ownLow, ownHigh));
        }
    }

    BigDecimal rounded(BigDecimal value) {
        return value.setScale(decimals, RoundingMode.HALF_UP);
    }

    /** Null where the value is not critical. */
    @Nullable
    Direction critical(BigDecimal rounded) {

        if (rounded.compareTo(criticalLow) <= 0) {
            return Direction.BELOW;
        }

        return criticalHigh != null && rounded.compareTo(criticalHigh) >= 0 ? Direction.ABOVE : null;
    }

    Zone zone(BigDecimal rounded) {

        var critical = critical(rounded);

        if (critical != null) {
            return critical == Direction.BELOW ? Zone.CRITICAL_LOW : Zone.CRITICAL_HIGH;
        }

        var beyond = bounds.beyond(rounded);

        if (beyond != null) {
            return beyond == Direction.BELOW ? Zone.WARNING_LOW : Zone.WARNING_HIGH;
        }

        var unusual = new Bounds(normalLow, normalHigh).beyond(rounded);

        return unusual == null ? Zone.NONE : unusual == Direction.BELOW ? Zone.INFO_LOW : Zone.INFO_HIGH;
    }
}
