package com.banxiang.user.family;

import com.banxiang.platform.outbox.IntegrationEvent;
import com.banxiang.platform.outbox.Topic;
import com.banxiang.platform.security.Account;
import java.time.Instant;
import java.util.UUID;

/** What other services may learn about families of app users. */
public sealed interface FamilyEvent extends IntegrationEvent {

    UUID parentUserId();

    @Override
    default String key() {
        return parentUserId().toString();
    }

    /**
     * Somebody belongs to an elder's family now, or something about it changed. Contract:
     * docs/contracts/events/family-linked.schema.json.
     *
     * @param version of the link
     */
    record FamilyLinked(
            UUID linkId,
            UUID parentUserId,
            Account child,
            Relationship relationship,
            boolean notificationEnabled,
            long version,
            Instant occurredAt)
            implements FamilyEvent {

        public static final Topic<FamilyLinked> TOPIC = new Topic<>("family-linked");

        static FamilyLinked from(FamilyLink link, Instant now) {
            return new FamilyLinked(
                    link.linkId(), link.parentId(), link.child(), link.relationship(), true, link.version(), now);
        }
    }

    /**
     * Somebody does not belong to it any more. Contract: docs/contracts/events/family-unlinked.schema.json.
     *
     * @param version of the link
     */
    record FamilyUnlinked(
            UUID linkId,
            UUID parentUserId,
            Account child,
            Relationship relationship,
            boolean notificationEnabled,
            long version,
            Instant occurredAt)
            implements FamilyEvent {

        public static final Topic<FamilyUnlinked> TOPIC = new Topic<>("family-unlinked");

        static FamilyUnlinked from(FamilyLink link, long version, Instant now) {
            return new FamilyUnlinked(
                    link.linkId(), link.parentId(), link.child(), link.relationship(), false, version, now);
        }
    }

    /** What the child is to the elder. */
    enum Relationship {
        SON,
        DAUGHTER,
        SON_IN_LAW,
        DAUGHTER_IN_LAW,
        GRANDCHILD,
        RELATIVE,
        OTHER
    }
}
