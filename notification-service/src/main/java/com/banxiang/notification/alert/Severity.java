package com.banxiang.notification.alert;

import java.util.Locale;

/** Of an alert, as health-service judges it. */
enum Severity {

    /** Told in the app only. */
    INFO,

    /** Told at once, day and night. */
    WARNING,

    /** Told until somebody answers. */
    CRITICAL;

    String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Severity of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
