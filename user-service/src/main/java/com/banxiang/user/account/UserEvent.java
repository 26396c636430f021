package com.banxiang.user.account;

import com.banxiang.platform.outbox.IntegrationEvent;
import com.banxiang.platform.outbox.Topic;
import com.banxiang.platform.security.Account;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What other services may learn about accounts. */
public sealed interface UserEvent extends IntegrationEvent {

    /**
     * Somebody has an account now. Contract: docs/contracts/events/user-registered.schema.json.
     *
     * @param inviteCode as they typed it; whether anybody gave it out is for the reader to find
     */
    record UserRegistered(
            UUID userId, Channel channel, @Nullable String inviteCode, long version, Instant occurredAt)
            implements UserEvent {

        public static final Topic<UserRegistered> TOPIC = new Topic<>("user-registered");

        @Override
        public String key() {
            return userId().toString();
        }
    }

    /**
     * An account is erased, an elder's or a child's; nothing about it may be kept. Contract:
     * docs/contracts/events/user-deleted.schema.json.
     */
    record UserDeleted(Account account, long version, Instant occurredAt) implements UserEvent {

        public static final Topic<UserDeleted> TOPIC = new Topic<>("user-deleted");

        @Override
        public String key() {
            return account.id().toString();
        }
    }

    /** How they came. */
    enum Channel {
        PHONE
    }
}
