package com.banxiang.notification.news;

import com.banxiang.notification.delivery.Channel.Kind;
import com.banxiang.notification.delivery.Channel.Message;
import com.banxiang.notification.delivery.Channel.Recipient;
import com.banxiang.notification.delivery.Channel.Urgency;
import com.banxiang.notification.delivery.Outgoing;
import com.banxiang.notification.family.Family;
import com.banxiang.notification.family.Family.Relative;
import com.banxiang.notification.inbox.Inbox;
import com.banxiang.notification.inbox.Inbox.Item;
import com.banxiang.notification.news.FamilyNews.Untold;
import com.banxiang.platform.security.AccountKind;
import com.banxiang.platform.web.Unavailable;
import com.banxiang.platform.work.Nudge;
import com.banxiang.platform.work.TimedWork;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import org.springframework.util.IdGenerator;
import reactor.core.publisher.Mono;

/**
 * Tells an elder's family what the elder was told, those who may hear of their health: what a device does says who wears one.
 * A row each, so nothing is lost to a crash, nor to an outage of whoever knows the family.
 */
@Component
final class TellRelatives {

    private static final Logger LOG = LoggerFactory.getLogger(TellRelatives.class);
    private static final int AT_ONCE = 8;
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration LEASE = Duration.ofSeconds(10);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    private final FamilyNews familyNews;
    private final Family family;
    private final Inbox inbox;
    private final Outgoing outgoing;
    private final TransactionalOperator transaction;
    private final IdGenerator ids;
    private final Clock clock;
    private final Nudge nudge = new Nudge();

    TellRelatives(
            FamilyNews familyNews,
            Family family,
            Inbox inbox,
            Outgoing outgoing,
            TransactionalOperator transaction,
            TimedWork work,
            IdGenerator ids,
            Clock clock) {
        this.familyNews = familyNews;
        this.family = family;
        this.inbox = inbox;
        this.outgoing = outgoing;
        this.transaction = transaction;
        this.ids = ids;
        this.clock = clock;
        work.every("tell relatives", LOOK, nudge.given(), this::tellAll);
    }

    void soon() {
        nudge.give();
    }

    private Mono<Void> tellAll() {
        return batch().repeat().takeUntil(told -> told == 0).then().checkpoint("tell relatives");
    }

    private Mono<Long> batch() {

        return Mono.fromSupplier(clock::instant)
                .flatMapMany(now -> familyNews.claim(AT_ONCE, ids.generateId(), now, now.plus(LEASE)))
                .flatMap(it -> tell(it).thenReturn(it), AT_ONCE)
                .count();
    }

    private Mono<Void> tell(Untold untold) {

        return family.of(untold.news().elder())
                .map(relatives ->
                        relatives.stream().filter(Relative::hearsOfHealth).toList())
                .flatMap(hearers -> tell(untold, hearers))
                .onErrorResume(failure -> postpone(untold, failure));
    }

    private Mono<Void> tell(Untold untold, List<Relative> hearers) {

        var items = hearers.stream().map(it -> item(untold.news(), it)).toList();
        var messages = hearers.stream().map(it -> message(untold.news(), it)).toList();

        return familyNews
                .done(untold)
                .filter(held -> held)
                .flatMap(_ -> inbox.put(items).then(outgoing.add(messages)))
                .as(transaction::transactional);
    }

    private static Item item(News news, Relative relative) {

        var data = new HashMap<>(news.data());
        data.put("parentId", news.elder().toString());
        return new Item(
                relative.who(),
                news.eventId(),
                news.type(),
                news.familyTemplate(),
                params(news, relative),
                data,
                null,
                news.occurredAt());
    }

    /** Children have the mini-program, the app's users the app. */
    private static Message message(News news, Relative relative) {
        return new Message(
                news.eventId(),
                Recipient.of(relative.who()),
                relative.who().kind() == AccountKind.CHILD ? Kind.WECHAT : Kind.PUSH,
                news.type(),
                news.familyTemplate(),
                params(news, relative),
                news.elder(),
                null,
                null,
                Urgency.NORMAL,
                news.occurredAt());
    }

    private static Map<String, String> params(News news, Relative relative) {
        var params = new HashMap<>(news.params());
        params.put("relationship", relative.relationship());
        return params;
    }

    /** Nothing is known of the family and its owner is away, or we are in trouble ourselves: again, without end. */
    private Mono<Void> postpone(Untold untold, Throwable failure) {

        if (!(failure instanceof Unavailable)) {
            LOG.warn(
                    "relatives not told: {} {}",
                    untold.news().eventId(),
                    failure.getClass().getName());
        }

        var doubled = FIRST_PAUSE.multipliedBy(1L << Math.min(untold.attempts(), 10));
        var pause = doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
        return familyNews.postpone(untold, clock.instant().plus(pause)).onErrorComplete();
    }
}
