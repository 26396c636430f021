package com.banxiang.sandbox.band;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What can be wrong, or only unusual, with a message. The receiver has an answer to each. */
enum Wrong {
    /** Nothing: the message is as it should be, and repeated until it is taken. */
    NOTHING,
    MISSING_HEADER,
    TIMESTAMP_TOO_OLD,
    TIMESTAMP_TOO_NEW,
    UNKNOWN_SECRET,
    /** Not wrong while secrets are rotated. */
    OLDER_SECRET,
    /** Not wrong either: signed by both. */
    BOTH_SECRETS,
    REMOVED_SECRET,
    MODIFIED_BYTE,
    RESERIALISED,
    DEVICE_MISMATCH,
    ID_MISMATCH,
    WRONG_CONTENT_TYPE,
    NOT_JSON,
    OVERSIZED,
    /** The same message twice. */
    DUPLICATE,
    /** Another message under the same id. */
    ID_REUSED,
    OUT_OF_ORDER,
    IMPLAUSIBLE,
    /** Many messages at once. */
    BURST;

    String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Wrong> named(String text) {
        return Arrays.stream(values()).filter(it -> it.text().equals(text)).findAny();
    }
}
