package com.banxiang.notification.receipt;

import com.banxiang.notification.delivery.Channel.Kind;
import com.banxiang.notification.delivery.Channel.Message;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** A vendor that can be asked what became of the messages it took. */
public interface ReceiptSource {

    /**
     * A message the vendor took.
     *
     * @param id of its delivery
     * @param vendorId what the vendor calls it
     * @param at when it was taken, by our clock
     */
    record Taken(UUID id, Message message, String vendorId, Instant at, int attempts) {}

    /** What a vendor says in the end. Nothing is said while it is not known. */
    sealed interface Receipt {

        record Delivered() implements Receipt {}

        /** @param why a code of the vendor, never anybody's data */
        record Failed(String why) implements Receipt {}
    }

    /** Whose messages. */
    Kind channel();

    /** How many messages are asked for at once at most. */
    int most();

    /** How long after a message was taken it makes sense to ask. */
    Duration memory();

    /** What is known of them by now, by the id of the delivery. Never empty, never fails: what is not known is not there. */
    Mono<Map<UUID, Receipt>> ask(List<Taken> messages);
}
