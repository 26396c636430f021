package com.banxiang.notification.live;

import com.banxiang.notification.inbox.Inbox;
import com.banxiang.notification.inbox.Inbox.Arrived;
import com.banxiang.platform.messaging.InstanceListener;
import com.banxiang.platform.security.Account;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Tells the people connected to this instance; for all others the event costs no query. */
@Component
final class NotificationCreatedListener implements InstanceListener<NotificationCreatedListener.NotificationCreated> {

    record NotificationCreated(Account recipient, UUID notificationId) {}

    private final Connections connections;
    private final Inbox inbox;
    private final LiveFrames frames;
    private final Clock clock;
    private final Timer timer;

    NotificationCreatedListener(
            Connections connections, Inbox inbox, LiveFrames frames, MeterRegistry meters, Clock clock) {
        this.connections = connections;
        this.inbox = inbox;
        this.frames = frames;
        this.clock = clock;
        this.timer = Timer.builder("notification.live.time")
                .description("from the event to the WebSocket")
                .publishPercentileHistogram()
                .register(meters);
    }

    @Override
    public String topic() {
        return "notification-created";
    }

    @Override
    public Class<NotificationCreated> type() {
        return NotificationCreated.class;
    }

    @Override
    public Mono<Void> handle(NotificationCreated event) {

        var languages = connections.of(event.recipient()).stream()
                .map(Connection::language)
                .distinct()
                .toList();

        return Flux.fromIterable(languages)
                .concatMap(language ->
                        inbox.find(List.of(event.notificationId()), language).doOnNext(it -> tell(it, language)))
                .then();
    }

    private void tell(Arrived arrived, Locale language) {

        var waited = Duration.between(arrived.occurredAt(), clock.instant());
        timer.record(waited.isNegative() ? Duration.ZERO : waited);

        var notification = frames.notification(arrived.view());
        var unread = frames.unread(arrived.unread());
        connections.of(arrived.recipient()).stream()
                .filter(it -> it.language().equals(language))
                .forEach(it -> {
                    it.offer(notification);
                    it.offer(unread);
                });
    }
}
