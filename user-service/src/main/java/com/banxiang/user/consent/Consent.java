package com.banxiang.user.consent;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * That a person agreed to a version of a text.
 *
 * @param withdrawnAt when they took it back, null while it stands; the same as {@code at} if they never agreed
 */
record Consent(
        Document document,
        String version,
        Instant at,
        @Nullable Instant withdrawnAt) {

    boolean stands() {
        return withdrawnAt == null;
    }

    boolean isOf(String text) {
        return version.equals(text);
    }
}
