package com.banxiang.notification.delivery;

import com.banxiang.notification.delivery.Channel.Message;
import reactor.core.publisher.Mono;

/** What messages were sent for; it may be over before they are, and wants to know who was not reached. */
public interface Cause {

    /** Why the message need not be sent any more; empty if it must. */
    Mono<String> isOver(Message message);

    /** This message reached nobody, or is not getting through. Called in the transaction that records it. */
    Mono<Void> notReached(Message message);
}
