package com.banxiang.notification.alert;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** An alert that no reading raised: somebody pressed for help, or fell. People are told which; of a reading they are not. */
enum CallForHelp {
    SOS,
    FALL;

    String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Null for every other type of alert, those we don't know yet too. */
    static @Nullable CallForHelp of(@Nullable String type) {
        return switch (type) {
            case "sos" -> SOS;
            case "fall" -> FALL;
            case null, default -> null;
        };
    }
}
