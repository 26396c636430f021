package com.banxiang.notification.news;

import com.banxiang.notification.inbox.Inbox.Type;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/**
 * A fact about an elder that is told as it is. Its texts are the ones named like its type; the family's end in
 * {@code _family}.
 *
 * @param params what the texts need
 * @param data ids for the app, nothing else
 */
record News(
        UUID eventId, UUID elder, Type type, Map<String, String> params, Map<String, String> data, Instant occurredAt) {

    String template() {
        return type.name().toLowerCase(Locale.ROOT);
    }

    String familyTemplate() {
        return template() + "_family";
    }
}
