package com.banxiang.notification.news;

import com.banxiang.notification.inbox.Inbox.Type;
import com.banxiang.platform.messaging.Delivery;
import com.banxiang.platform.messaging.EventListener;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Somebody is new here, and welcome. */
@Component
final class UserRegisteredListener implements EventListener<UserRegisteredListener.UserRegistered> {

    record UserRegistered(UUID userId, Instant occurredAt) {}

    private final TellElder tellElder;

    UserRegisteredListener(TellElder tellElder) {
        this.tellElder = tellElder;
    }

    @Override
    public String topic() {
        return "user-registered";
    }

    @Override
    public Class<UserRegistered> type() {
        return UserRegistered.class;
    }

    @Override
    public Mono<Void> handle(Delivery<UserRegistered> delivery) {
        var it = delivery.event();
        return tellElder.quietly(
                delivery, new News(delivery.id(), it.userId(), Type.WELCOME, Map.of(), Map.of(), it.occurredAt()));
    }
}
