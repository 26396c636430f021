package com.banxiang.notification.supervision;

import com.banxiang.notification.delivery.Channel;
import com.banxiang.notification.inbox.Inbox;
import com.banxiang.platform.security.Account;
import com.banxiang.platform.security.AccountKind;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How one message fared. No text, no phone and no openid: none is kept with a message.
 *
 * @param eventId why: an event, or the step of an escalation
 * @param readerKind user, child, contact or operators
 * @param readerId the account; of the elder for the contact they named, and for those on duty
 * @param why it is not sent, or not yet: a word of ours or a code of the vendor
 * @param tries that ended
 * @param heldUntil the end of the quiet hours it waits or waited for
 * @param endedAt when the vendor took it, or it was clear that it would not be sent
 * @param receiptAt when the vendor said that it arrived, or did not
 */
record Trace(
        UUID id,
        UUID eventId,
        String readerKind,
        UUID readerId,
        Channel.Kind channel,
        Inbox.Type type,
        @Nullable UUID alertId,
        @Nullable Integer step,
        String state,
        @Nullable String why,
        int tries,
        Instant occurredAt,
        Instant createdAt,
        @Nullable Instant dueAt,
        @Nullable Instant heldUntil,
        @Nullable Instant endedAt,
        @Nullable Instant receiptAt) {

    /** Whose data it is. */
    Account whose() {
        return new Account(readerKind.equals("child") ? AccountKind.CHILD : AccountKind.USER, readerId);
    }
}
