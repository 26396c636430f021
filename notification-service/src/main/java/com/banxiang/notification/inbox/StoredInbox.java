package com.banxiang.notification.inbox;

import com.banxiang.notification.text.Texts;
import com.banxiang.platform.outbox.Outbox;
import com.banxiang.platform.security.Account;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.util.IdGenerator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The inbox over its table; each new notification is announced by an event of the same transaction. */
@Component
final class StoredInbox implements Inbox {

    /** Everybody takes turns in one order, so that two transactions with the same people never wait for each other. */
    private static final Comparator<Item> TURNS =
            Comparator.comparing(it -> it.recipient().id());

    private final Notifications notifications;
    private final Outbox outbox;
    private final Texts texts;
    private final IdGenerator ids;
    private final Clock clock;

    StoredInbox(Notifications notifications, Outbox outbox, Texts texts, IdGenerator ids, Clock clock) {
        this.notifications = notifications;
        this.outbox = outbox;
        this.texts = texts;
        this.ids = ids;
        this.clock = clock;
    }

    @Override
    public Mono<Void> put(Collection<Item> items) {

        return Flux.fromIterable(items.stream().sorted(TURNS).toList())
                .concatMap(this::put)
                .then()
                .checkpoint("put into the inbox");
    }

    private Mono<Void> put(Item item) {
        return notifications
                .add(ids.generateId(), item, clock.instant())
                .map(id -> new NotificationCreatedEvent(item.recipient(), id, item.occurredAt(), 1))
                .flatMap(event -> outbox.append(NotificationCreatedEvent.TOPIC, event));
    }

    @Override
    public Mono<Set<Account>> toldOf(UUID subject) {
        return notifications.toldOf(subject).collect(Collectors.toSet());
    }

    @Override
    public Flux<Arrived> find(Collection<UUID> ids, Locale language) {
        return notifications
                .find(ids)
                .map(it -> new Arrived(
                        it.notification().recipient(),
                        view(it.notification(), language),
                        it.notification().occurredAt(),
                        it.unread()));
    }

    @Override
    public Mono<List<View>> after(Account recipient, UUID last, Instant since, int limit, Locale language) {

        return notifications
                .after(recipient, last, since, limit)
                .map(it -> view(it, language))
                .collectList()
                .doOnNext(Collections::reverse);
    }

    @Override
    public Mono<Long> unread(Account recipient) {
        return notifications.unread(recipient);
    }

    View view(Notification it, Locale language) {
        return new View(
                it.id(),
                it.type(),
                texts.render(language, "inbox." + it.template() + ".title", it.params(), it.createdAt()),
                texts.render(language, "inbox." + it.template() + ".content", it.params(), it.createdAt()),
                it.data(),
                it.isRead(),
                it.createdAt());
    }
}
