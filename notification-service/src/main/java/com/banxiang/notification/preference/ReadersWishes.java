package com.banxiang.notification.preference;

import com.banxiang.notification.delivery.Channel.Message;
import com.banxiang.notification.delivery.Channel.Outcome;
import com.banxiang.notification.delivery.Channel.Recipient;
import com.banxiang.notification.delivery.Wishes;
import com.banxiang.platform.security.Account;
import com.banxiang.platform.security.AccountKind;
import java.time.Clock;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What people prefer, as their messages meet it; asked right before each is sent, so that what was changed meanwhile counts. */
@Component
final class ReadersWishes implements Wishes {

    private final StoredPreferences preferences;
    private final Clock clock;

    ReadersWishes(StoredPreferences preferences, Clock clock) {
        this.preferences = preferences;
        this.clock = clock;
    }

    @Override
    public Mono<Outcome> against(Message message) {
        return switch (message.recipient().reader()) {
            case USER -> against(message, account(AccountKind.USER, message.recipient()));
            case CHILD -> against(message, account(AccountKind.CHILD, message.recipient()));
            case CONTACT, OPERATORS -> Mono.empty();
        };
    }

    private Mono<Outcome> against(Message message, Account reader) {
        return preferences
                .find(reader)
                .mapNotNull(
                        it -> it.against(message.type().kind(), message.channel(), message.urgency(), clock.instant()));
    }

    private static Account account(AccountKind kind, Recipient recipient) {
        return new Account(kind, recipient.id());
    }
}
