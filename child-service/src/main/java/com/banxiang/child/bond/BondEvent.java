package com.banxiang.child.bond;

import com.banxiang.platform.outbox.IntegrationEvent;
import com.banxiang.platform.outbox.Topic;
import com.banxiang.platform.security.Account;
import com.banxiang.platform.security.AccountKind;
import java.time.Instant;
import java.util.UUID;

/** What others hear of a bond. */
public sealed interface BondEvent extends IntegrationEvent {

    UUID parentUserId();

    @Override
    default String key() {
        return parentUserId().toString();
    }

    /** A bond was made, or what it says changed: the higher version tells. */
    record FamilyLinked(
            UUID linkId,
            UUID parentUserId,
            Account child,
            Relationship relationship,
            boolean notificationEnabled,
            long version,
            Instant occurredAt)
            implements BondEvent {

        public static final Topic<FamilyLinked> TOPIC = new Topic<>("family-linked");

        static FamilyLinked of(Bond bond, Instant at) {
            return new FamilyLinked(
                    bond.linkId(),
                    bond.parent(),
                    new Account(AccountKind.CHILD, bond.child()),
                    bond.relationship(),
                    bond.notificationEnabled(),
                    bond.version(),
                    at);
        }
    }

    /** A bond is over, whoever ended it. */
    record FamilyUnlinked(
            UUID linkId,
            UUID parentUserId,
            Account child,
            Relationship relationship,
            boolean notificationEnabled,
            long version,
            Instant occurredAt)
            implements BondEvent {

        public static final Topic<FamilyUnlinked> TOPIC = new Topic<>("family-unlinked");

        static FamilyUnlinked of(Bond bond, Instant at) {
            return new FamilyUnlinked(
                    bond.linkId(),
                    bond.parent(),
                    new Account(AccountKind.CHILD, bond.child()),
                    bond.relationship(),
                    bond.notificationEnabled(),
                    bond.version(),
                    at);
        }
    }
}
