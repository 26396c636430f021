package com.banxiang.notification.delivery;

import com.banxiang.notification.delivery.Channel.Kind;
import com.banxiang.platform.work.TimedWork;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.util.IdGenerator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Sends what is due, each channel by itself: rows are claimed with SKIP LOCKED, so any number of instances share the work,
 * and a channel whose vendor hangs holds up nobody but itself.
 */
@Component
final class DispatchDeliveries {

    private static final Logger LOG = LoggerFactory.getLogger(DispatchDeliveries.class);
    private static final Duration RECOVERY = Duration.ofSeconds(1);

    private final Map<Kind, Channel> channels;
    private final Map<Kind, Pace> paces;
    private final Deliveries deliveries;
    private final SendDelivery sendDelivery;
    private final DeliverySettings settings;
    private final Nudges nudges;
    private final IdGenerator ids;
    private final Clock clock;

    DispatchDeliveries(
            List<Channel> channels,
            Deliveries deliveries,
            SendDelivery sendDelivery,
            DeliverySettings settings,
            Nudges nudges,
            TimedWork work,
            IdGenerator ids,
            Clock clock) {
        this.channels = channels.stream().collect(Collectors.toUnmodifiableMap(Channel::kind, Function.identity()));
        this.paces = channels.stream()
                .collect(Collectors.toUnmodifiableMap(Channel::kind, _ -> new Pace(settings.perSecond(), clock)));
        this.deliveries = deliveries;
        this.sendDelivery = sendDelivery;
        this.settings = settings;
        this.nudges = nudges;
        this.ids = ids;
        this.clock = clock;

        this.channels
                .values()
                .forEach(it -> work.every(
                        "send " + it.kind().text(),
                        settings.look(),
                        nudges.of(it.kind()).given(),
                        () -> dispatch(it)));
        work.every("recover deliveries", RECOVERY, this::recover);
    }

    /** Sends until nothing is due, or the channel's pace is used up. */
    Mono<Void> dispatch(Channel channel) {

        return batch(channel).repeat().takeUntil(sent -> sent == 0).then().checkpoint("dispatch deliveries");
    }

    private Mono<Long> batch(Channel channel) {

        return Mono.defer(() -> {
            var now = clock.instant();
            var pace = pace(channel.kind());
            var allowed = pace.take(settings.atOnce());
            if (allowed == 0) {
                return Mono.just(0L);
            }

            return deliveries
                    .claim(channel.kind(), ids.generateId(), allowed, now, now.plus(settings.preparing()))
                    .collectList()
                    .doOnNext(claimed -> pace.giveBack(allowed - claimed.size()))
                    .flatMapMany(Flux::fromIterable)
                    .flatMap(
                            it -> sendDelivery
                                    .handle(channel, it)
                                    .onErrorResume(trouble -> lay(it, trouble))
                                    .thenReturn(it),
                            settings.atOnce())
                    .count();
        });
    }

    /** Our own trouble: the lease ends by itself, and then the delivery is taken up again. */
    private static Mono<Void> lay(Delivery delivery, Throwable trouble) {
        LOG.warn("delivery not sent: {} {}", delivery.id(), trouble.getClass().getName());
        return Mono.empty();
    }

    private Mono<Void> recover() {

        return deliveries
                .recover(clock.instant())
                .filter(found -> found > 0)
                .doOnNext(found -> LOG.warn("deliveries found in sending: {}", found))
                .doOnNext(_ -> channels.keySet().forEach(it -> nudges.of(it).give()))
                .then();
    }

    private Pace pace(Kind channel) {
        var pace = paces.get(channel);
        if (pace == null) {
            throw new IllegalStateException("channel: %s has no pace".formatted(channel));
        }
        return pace;
    }
}
