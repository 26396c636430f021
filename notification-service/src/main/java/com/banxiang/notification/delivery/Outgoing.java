package com.banxiang.notification.delivery;

import com.banxiang.notification.delivery.Channel.Message;
import com.banxiang.notification.delivery.Channel.Recipient;
import java.util.Collection;
import reactor.core.publisher.Mono;

/** Where messages to the outside are left. */
public interface Outgoing {

    /**
     * Takes each message once per event, recipient and channel, in the caller's transaction. Their channels are woken by its
     * commit, so that they leave within milliseconds.
     */
    Mono<Void> add(Collection<Message> messages);

    /** This reader's wishes changed: what was held for their sake is looked at anew once the caller's transaction commits. */
    Mono<Void> reconsider(Recipient reader);
}
