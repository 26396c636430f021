package com.banxiang.health.reading;

import java.util.Locale;

/** Where a reading comes from. */
public enum Source {
    /** Typed in by the person; only these can be taken back. */
    MANUAL,
    /** A band, read by the phone app or a gateway. */
    BAND,
    /** Huawei's health cloud. */
    HUAWEI;

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
