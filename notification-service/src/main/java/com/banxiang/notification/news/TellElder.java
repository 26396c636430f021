package com.banxiang.notification.news;

import com.banxiang.notification.delivery.Channel.Kind;
import com.banxiang.notification.delivery.Channel.Message;
import com.banxiang.notification.delivery.Channel.Recipient;
import com.banxiang.notification.delivery.Channel.Urgency;
import com.banxiang.notification.delivery.Outgoing;
import com.banxiang.notification.inbox.Inbox;
import com.banxiang.notification.inbox.Inbox.Item;
import com.banxiang.platform.messaging.Delivery;
import com.banxiang.platform.security.Account;
import com.banxiang.platform.security.AccountKind;
import java.time.Clock;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Puts one fact into one elder's inbox, once; aloud, it is pushed to their phone and told to their family too. */
@Component
final class TellElder {

    private final Inbox inbox;
    private final Outgoing outgoing;
    private final FamilyNews familyNews;
    private final TellRelatives tellRelatives;
    private final Clock clock;

    TellElder(Inbox inbox, Outgoing outgoing, FamilyNews familyNews, TellRelatives tellRelatives, Clock clock) {
        this.inbox = inbox;
        this.outgoing = outgoing;
        this.familyNews = familyNews;
        this.tellRelatives = tellRelatives;
        this.clock = clock;
    }

    /** What the elder sees in the app and nowhere else. */
    Mono<Void> quietly(Delivery<?> delivery, News news) {
        return delivery.once(toInbox(news)).checkpoint("tell an elder");
    }

    Mono<Void> aloud(Delivery<?> delivery, News news) {
        return delivery.once(toInbox(news).then(push(news))).checkpoint("tell an elder aloud");
    }

    /** The elder first: their part waits for nobody, the family's until it is known who they are. */
    Mono<Void> withFamily(Delivery<?> delivery, News news) {
        return delivery.once(
                        toInbox(news).then(push(news)).then(Mono.defer(() -> familyNews.add(news, clock.instant()))))
                .then(Mono.<Void>fromRunnable(tellRelatives::soon))
                .checkpoint("tell an elder and their family");
    }

    private Mono<Void> toInbox(News news) {
        return inbox.put(List.of(new Item(
                elder(news),
                news.eventId(),
                news.type(),
                news.template(),
                news.params(),
                news.data(),
                null,
                news.occurredAt())));
    }

    private Mono<Void> push(News news) {
        return outgoing.add(List.of(new Message(
                news.eventId(),
                Recipient.of(elder(news)),
                Kind.PUSH,
                news.type(),
                news.template(),
                news.params(),
                news.elder(),
                null,
                null,
                Urgency.NORMAL,
                news.occurredAt())));
    }

    private static Account elder(News news) {
        return new Account(AccountKind.USER, news.elder());
    }
}
