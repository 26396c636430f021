package com.banxiang.notification.inbox;

import com.banxiang.platform.outbox.IntegrationEvent;
import com.banxiang.platform.outbox.Topic;
import com.banxiang.platform.security.Account;
import java.time.Instant;
import java.util.UUID;

/**
 * A notification lies in somebody's inbox: names it and no more, every instance reads it for those who are connected.
 * Contract: docs/contracts/events/notification-created.schema.json.
 *
 * @param version of the notification, which never changes what it says
 */
public record NotificationCreatedEvent(Account recipient, UUID notificationId, Instant occurredAt, long version)
        implements IntegrationEvent {

    public static final Topic<NotificationCreatedEvent> TOPIC = new Topic<>("notification-created");

    @Override
    public String key() {
        return recipient.id().toString();
    }
}
