package com.banxiang.notification.delivery;

import com.banxiang.notification.delivery.Channel.Kind;
import com.banxiang.notification.delivery.Channel.Message;
import com.banxiang.notification.delivery.Channel.Outcome;
import com.banxiang.notification.delivery.Channel.Outcome.Elsewhere;
import com.banxiang.notification.delivery.Channel.Outcome.Failed;
import com.banxiang.notification.delivery.Channel.Outcome.Later;
import com.banxiang.notification.delivery.Channel.Outcome.Quiet;
import com.banxiang.notification.delivery.Channel.Outcome.Sent;
import com.banxiang.notification.delivery.Channel.Outcome.Unreachable;
import com.banxiang.notification.delivery.Channel.Outcome.Unsure;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message on its way, as one instance holds it.
 *
 * @param lease says that it is this instance that holds it
 * @param key what the vendor knows a repeat by
 * @param attempts that ended
 * @param repeated it was sent once more although the first may have arrived
 * @param createdAt when it was left here
 * @param heldUntil its reader wanted quiet until then; null if it was never held
 */
record Delivery(
        UUID id,
        UUID lease,
        Message message,
        @Nullable String key,
        int attempts,
        boolean repeated,
        Instant createdAt,
        @Nullable Instant heldUntil) {

    /** What becomes of a delivery after a try. */
    sealed interface Next {

        /** It ended. */
        record Ended(
                DeliveryState state,
                @Nullable String reason,
                @Nullable String vendorId) implements Next {}

        /** It ended here and goes on another way. */
        record Rerouted(String reason, Message message) implements Next {}

        /** It is tried again. */
        record Again(Instant dueAt, boolean repeated, String reason) implements Next {}

        /** It waits, which is no try. */
        record Held(Instant until) implements Next {}
    }

    /** Decides. Pure: the caller stores it. */
    Next after(Outcome outcome, DeliverySettings settings, Instant now) {

        return switch (outcome) {
            case Sent(var vendorId) -> new Next.Ended(DeliveryState.SENT, null, vendorId);
            case Failed(var why) -> new Next.Ended(DeliveryState.FAILED, why, null);
            case Unreachable(var why) -> new Next.Ended(DeliveryState.SKIPPED, why, null);
            case Quiet(var until) -> new Next.Held(until);
            case Elsewhere(var channel, var why) -> new Next.Rerouted(why, by(channel));
            case Later(var why) ->
                settings.isGivenUp(since(createdAt), now)
                        ? new Next.Ended(DeliveryState.FAILED, why, null)
                        : new Next.Again(now.plus(settings.pauseAfter(attempts)), repeated, why);
            // Told twice is better than never, but only where a life may hang on it, and only twice.
            case Unsure(var why) ->
                message.isCritical() && !repeated
                        ? new Next.Again(now.plus(settings.pauseAfter(0)), true, why)
                        : new Next.Ended(DeliveryState.UNKNOWN, why, null);
        };
    }

    /** When it could first be sent, if that was put off: the time its reader slept is not held against it. */
    Instant since(Instant otherwise) {
        return heldUntil == null ? otherwise : heldUntil;
    }

    /** Tried so often that whoever waits for it should not wait any longer. */
    boolean isStruggling(DeliverySettings settings) {
        return attempts + 1 >= settings.patience();
    }

    private Message by(Kind channel) {
        return new Message(
                message.eventId(),
                message.recipient(),
                channel,
                message.type(),
                message.template(),
                message.params(),
                message.about(),
                message.alert(),
                message.step(),
                message.urgency(),
                message.occurredAt());
    }
}
