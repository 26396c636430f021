package com.banxiang.notification.family;

import com.banxiang.platform.security.Account;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is known here of a bond between an elder and a relative; its owner is child- or user-service. */
record Bond(
        UUID linkId,
        UUID parent,
        Account relative,
        String relationship,
        boolean notificationEnabled,
        long version,
        @Nullable Instant endedAt) {

    boolean isLive() {
        return endedAt == null;
    }

    boolean endedAfter(Instant moment) {
        return endedAt != null && endedAt.isAfter(moment);
    }
}
