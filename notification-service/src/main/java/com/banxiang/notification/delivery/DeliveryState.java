package com.banxiang.notification.delivery;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** Where a delivery stands. Drawn in docs/architecture/delivery.md. */
enum DeliveryState {

    /** Waits to be sent, for the first time or again. */
    PENDING,

    /** Stored before the vendor is called: whoever finds it so later knows that the vendor may have been called. */
    SENDING,

    /** The vendor took it. */
    SENT,

    /** The vendor never will take it, or was in trouble for too long. */
    FAILED,

    /** The vendor may have taken it; it is not sent again. */
    UNKNOWN,

    /** It was not to be sent: nobody to reach this way, or what it told of is over. */
    SKIPPED,

    /** The vendor says that it arrived. */
    DELIVERED;

    /** Where this state may go next. A new state does not compile until it answers. */
    Set<DeliveryState> next() {
        return switch (this) {
            case PENDING -> EnumSet.of(PENDING, SENDING, FAILED, SKIPPED);
            case SENDING -> EnumSet.of(PENDING, SENT, FAILED, UNKNOWN, SKIPPED);
            case SENT -> EnumSet.of(DELIVERED, FAILED);
            case FAILED, UNKNOWN, SKIPPED, DELIVERED -> EnumSet.noneOf(DeliveryState.class);
        };
    }

    String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
