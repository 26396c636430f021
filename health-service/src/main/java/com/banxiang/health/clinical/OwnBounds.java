package com.banxiang.health.clinical;

import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The bounds one person has instead of everybody's. They move warnings; what is critical is critical for all.
 *
 * @param version counts the changes; 0 where there was none
 */
public record OwnBounds(long version, Map<Quantity, Ends> byQuantity) {

    public static final OwnBounds NONE = new OwnBounds(0, Map.of());

    /** What is null is everybody's, whatever that becomes. */
    public record Ends(@Nullable BigDecimal low, @Nullable BigDecimal high) {

        static final Ends NONE = new Ends(null, null);

        boolean isEmpty() {
            return low == null && high == null;
        }
    }

    public OwnBounds {
        byQuantity = Map.copyOf(byQuantity);
    }

    Ends of(Quantity quantity) {
        return byQuantity.getOrDefault(quantity, Ends.NONE);
    }

    boolean has(Quantity quantity) {
        return !of(quantity).isEmpty();
    }
}
