package com.banxiang.notification.inbox;

import com.banxiang.platform.security.Account;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A notification as it is kept: which text and what it needs, so that it can be read in either language. */
record Notification(
        UUID id,
        Account recipient,
        Inbox.Type type,
        String template,
        Map<String, String> params,
        Map<String, String> data,
        Instant occurredAt,
        Instant createdAt,
        @Nullable Instant readAt) {

    boolean isRead() {
        return readAt != null;
    }
}
