package com.banxiang.sandbox.band;

import com.banxiang.sandbox.background.Background;
import com.banxiang.sandbox.memory.Remembered;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Sends readings at once and tells what the receiver said. A correct one that was not taken is sent again by plan, like a
 * real device does it, so none is lost while the receiver is away; wrong ones are sent once.
 */
@Component
final class SendReadings {

    private static final int AT_ONCE = 32;
    private static final double JITTER = 0.1;

    private final BandSettings settings;
    private final Webhook webhook;
    private final Background background;
    private final RandomGenerator random = RandomGenerator.getDefault();
    private final Remembered<String, Sent> sent;

    SendReadings(BandSettings settings, Webhook webhook, Background background, Clock clock) {
        this.settings = settings;
        this.webhook = webhook;
        this.background = background;
        this.sent = new Remembered<>(5_000, Duration.ofDays(1), clock);
    }

    /** Those under one id go one after the other, all others at once. Never fails. */
    Mono<List<Sent>> handle(List<Posting> postings, boolean again) {

        var byId = postings.stream()
                .collect(Collectors.groupingBy(it -> it.reading().id(), LinkedHashMap::new, Collectors.toList()));
        return Flux.fromIterable(byId.values())
                .flatMap(sameId -> inTurn(sameId, again), AT_ONCE)
                .collectList();
    }

    private Mono<Sent> inTurn(List<Posting> sameId, boolean again) {
        return Flux.fromIterable(sameId).concatMap(it -> first(it, again), 1).last();
    }

    List<Sent> newestFirst(String openId) {

        return sent.all().stream()
                .filter(it -> openId.isEmpty() || it.openId().equals(openId))
                .sorted(Comparator.comparing(
                                (Sent it) -> it.attempts().getFirst().sentAt())
                        .reversed())
                .toList();
    }

    private Mono<Sent> first(Posting posting, boolean again) {

        return webhook.post(posting).map(attempt -> {
            var plansMore = again && !settings.pauses().isEmpty() && attempt.isWorthAnother();
            var first = record(posting, attempt, !plansMore);
            return plansMore ? planned(first, posting) : first;
        });
    }

    /** Comes after the first try is recorded: a repeat that is quick must not stand before it. */
    private Sent planned(Sent first, Posting posting) {

        if (background.run(later(posting))) {
            return first;
        }
        var abandoned = first.givenUp();
        sent.put(first.id(), abandoned);
        return abandoned;
    }

    private Mono<Void> later(Posting posting) {

        var tries = settings.pauses().size();
        return Flux.range(0, tries)
                .concatMap(
                        number -> Mono.delay(jittered(settings.pauses().get(number)))
                                .then(webhook.post(posting))
                                .map(attempt -> record(posting, attempt, number == tries - 1)),
                        1)
                .takeUntil(it -> it.state() != Sent.State.RETRYING)
                .then();
    }

    private synchronized Sent record(Posting posting, Attempt attempt, boolean isLast) {

        var reading = posting.reading();
        var before = sent.find(reading.id())
                .orElseGet(() ->
                        new Sent(reading.id(), reading.deviceId(), reading.type(), Sent.State.RETRYING, List.of()));
        var after = before.then(attempt, isLast);
        sent.put(reading.id(), after);
        return after;
    }

    private Duration jittered(Duration pause) {
        return Duration.ofMillis((long) (pause.toMillis() * (1 + JITTER * (2 * random.nextDouble() - 1))));
    }
}
