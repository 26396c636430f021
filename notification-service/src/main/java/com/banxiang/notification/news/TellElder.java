package com.banxiang.notification.news;

import com.banxiang.notification.inbox.Inbox;
import com.banxiang.notification.inbox.Inbox.Item;
import com.banxiang.notification.inbox.Inbox.Type;
import com.banxiang.platform.messaging.Delivery;
import com.banxiang.platform.security.Account;
import com.banxiang.platform.security.AccountKind;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Puts one fact into one elder's inbox, once. */
@Component
final class TellElder {

    private final Inbox inbox;

    TellElder(Inbox inbox) {
        this.inbox = inbox;
    }

    /** The text is the one named like the type. */
    Mono<Void> handle(Delivery<?> delivery, UUID elder, Type type, Map<String, String> data, Instant occurredAt) {

        var item = new Item(
                new Account(AccountKind.USER, elder),
                delivery.id(),
                type,
                type.name().toLowerCase(Locale.ROOT),
                Map.of(),
                data,
                null,
                occurredAt);

        return delivery.once(inbox.put(List.of(item))).checkpoint("tell an elder");
    }
}
