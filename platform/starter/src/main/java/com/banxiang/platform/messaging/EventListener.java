package com.banxiang.platform.messaging;

import reactor.core.publisher.Mono;

/**
 * Takes one kind of event; a bean named after the fact, {@code AlertRaisedListener}. One instance of the service gets each
 * event, those with the same key in order.
 *
 * @param <E> this service's reading of the event: a record with only the fields it needs
 */
public interface EventListener<E> {

    /** The fact, in kebab-case, as the producer names it. */
    String topic();

    Class<E> type();

    /**
     * Completes when everything is stored; the event is then never seen again. A failure brings it back: without end while
     * our own infrastructure is the reason, three times otherwise, and then it becomes a dead letter.
     */
    Mono<Void> handle(Delivery<E> delivery);

    /**
     * Whether it is told of accounts that were erased here, too. Only a trail that stays, whoever is gone, has reason to: for
     * everybody else such an event doesn't exist.
     */
    default boolean hearsOfTheErased() {
        return false;
    }

    /** The type on the wire. Another version of a fact has a listener of its own. */
    default String eventType() {
        return "com.banxiang." + topic() + ".v1";
    }

    /** Under this name the inbox remembers what was done. After a change of it, events in flight count as new. */
    default String consumer() {
        return getClass().getSimpleName();
    }
}
