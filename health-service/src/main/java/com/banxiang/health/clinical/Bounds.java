package com.banxiang.health.clinical;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Between what values nobody is alarmed, both included; without a high one there is nothing to fear above. */
public record Bounds(BigDecimal low, @Nullable BigDecimal high) {

    /** Null inside. */
    @Nullable
    Direction beyond(BigDecimal value) {

        if (value.compareTo(low) < 0) {
            return Direction.BELOW;
        }

        return high != null && value.compareTo(high) > 0 ? Direction.ABOVE : null;
    }

    /** Inside, and not just so. */
    boolean holdsBy(BigDecimal margin, BigDecimal value) {
        return value.compareTo(low.add(margin)) >= 0 && (high == null || value.compareTo(high.subtract(margin)) <= 0);
    }

    BigDecimal on(Direction side) {
        return side == Direction.ABOVE && high != null ? high : low;
    }
}
