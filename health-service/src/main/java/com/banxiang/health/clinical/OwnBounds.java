package com.banxiang.health.clinical;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The bounds one person has instead of everybody's. They move warnings; what is critical is critical for all. */
public record OwnBounds(Map<Quantity, Bounds> byQuantity) {

    public static final OwnBounds NONE = new OwnBounds(Map.of());

    public OwnBounds {
        byQuantity = Map.copyOf(byQuantity);
    }

    @Nullable
    Bounds of(Quantity quantity) {
        return byQuantity.get(quantity);
    }
}
