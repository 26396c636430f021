package com.banxiang.platform.messaging;

import java.time.Instant;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** An event on its way to one listener. */
public final class Delivery<E> {

    private final Inbox inbox;
    private final String consumer;
    private final E event;
    private final UUID id;
    private final String source;
    private final Instant time;

    Delivery(Inbox inbox, String consumer, E event, UUID id, String source, Instant time) {
        this.inbox = inbox;
        this.consumer = consumer;
        this.event = event;
        this.id = id;
        this.source = source;
        this.time = time;
    }

    public E event() {
        return event;
    }

    /** The same for every delivery of this event. */
    public UUID id() {
        return id;
    }

    /** Who published it, such as {@code /child-service}. */
    public String source() {
        return source;
    }

    /** When it happened, as the producer says. */
    public Instant time() {
        return time;
    }

    /**
     * Runs the work and remembers it in one transaction; does nothing if it was remembered before. Remote calls belong
     * before it: inside, they would hold the transaction.
     */
    public Mono<Void> once(Mono<Void> work) {
        return inbox.once(consumer, id, work);
    }

    @Override
    public String toString() {
        return "%s to %s".formatted(id, consumer);
    }
}
