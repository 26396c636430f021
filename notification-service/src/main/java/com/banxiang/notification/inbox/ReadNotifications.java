package com.banxiang.notification.inbox;

import com.banxiang.platform.security.Account;
import com.banxiang.platform.web.Cursor;
import com.banxiang.platform.web.Page;
import com.banxiang.platform.web.PageRequest;
import java.time.Clock;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Shows a person what they were told, and remembers what they have read. */
@Component
class ReadNotifications {

    private final Notifications notifications;
    private final StoredInbox inbox;
    private final Clock clock;

    ReadNotifications(Notifications notifications, StoredInbox inbox, Clock clock) {
        this.notifications = notifications;
        this.inbox = inbox;
        this.clock = clock;
    }

    /** Newest first. */
    Mono<Page<Inbox.View>> page(
            Account reader, Inbox.@Nullable Type type, boolean unread, PageRequest page, Locale language) {

        return notifications
                .page(reader, type, unread, page)
                .map(rows -> Page.of(rows, page.limit(), it -> new Cursor(it.createdAt(), it.id()))
                        .map(it -> inbox.view(it, language)));
    }

    Mono<Long> unread(Account reader) {
        return notifications.unread(reader);
    }

    /** Fails with {@link UnknownNotification} if the reader has no such notification. */
    Mono<Void> read(Account reader, UUID id) {

        return notifications
                .read(reader, id, clock.instant())
                .flatMap(found -> found ? Mono.<Void>empty() : Mono.error(() -> new UnknownNotification(id)))
                .checkpoint("read a notification");
    }

    Mono<Void> readAll(Account reader) {
        return notifications.readAll(reader, clock.instant());
    }
}
