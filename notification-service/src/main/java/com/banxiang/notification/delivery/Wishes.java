package com.banxiang.notification.delivery;

import com.banxiang.notification.delivery.Channel.Message;
import com.banxiang.notification.delivery.Channel.Outcome;
import reactor.core.publisher.Mono;

/** What readers want and don't want of the messages that are meant for them. */
public interface Wishes {

    /** What is to become of the message instead of being sent now; empty if its reader wants it. */
    Mono<Outcome> against(Message message);
}
