package com.banxiang.platform.messaging;

import reactor.core.publisher.Mono;

/**
 * Hears one kind of event in <em>every</em> instance of the service, from the moment it started; for what only this
 * instance can do, such as telling the clients connected to it. Nothing is repeated and nothing remembered: what must not
 * be missed belongs to an {@link EventListener}.
 */
public interface InstanceListener<E> {

    String topic();

    Class<E> type();

    /** A failure is logged and counted, and the next event follows. */
    Mono<Void> handle(E event);

    default String eventType() {
        return "com.banxiang." + topic() + ".v1";
    }
}
