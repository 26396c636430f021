package com.banxiang.health.arrival;

import com.banxiang.health.arrival.MeasurementEvent.MeasurementUnreliable;
import com.banxiang.health.reading.ReadingType;
import com.banxiang.health.reading.Source;
import com.banxiang.health.record.RecordIntake;
import com.banxiang.health.record.RecordIntake.Arrival;
import com.banxiang.health.record.RecordIntake.Outcome;
import com.banxiang.platform.outbox.Outbox;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Stores what a device brought, all in one transaction: the readings with their event, the payload if it said anything new, and
 * what nobody believes with the question to measure again.
 */
@Component
@EnableConfigurationProperties(ArrivalSettings.class)
public final class StoreArrivals {

    /** So many readings are one statement and one event. */
    static final int MOST_AT_ONCE = 500;

    private final RecordIntake intake;
    private final RawPayloads rawPayloads;
    private final UnreliableMeasurements unreliable;
    private final Outbox outbox;
    private final TransactionalOperator transaction;
    private final ArrivalSettings settings;
    private final Clock clock;

    StoreArrivals(
            RecordIntake intake,
            RawPayloads rawPayloads,
            UnreliableMeasurements unreliable,
            Outbox outbox,
            TransactionalOperator transaction,
            ArrivalSettings settings,
            Clock clock) {
        this.intake = intake;
        this.rawPayloads = rawPayloads;
        this.unreliable = unreliable;
        this.outbox = outbox;
        this.transaction = transaction;
        this.settings = settings;
        this.clock = clock;
    }

    /** Never empty. Joins the caller's transaction, if there is one. */
    public Mono<Outcome> handle(Delivered it) {
        return keepUnbelieved(it)
                .then(Mono.defer(
                        () -> again(it.userId(), it.source(), it.readings().sound())))
                .delayUntil(outcome -> outcome.accepted() == 0
                        ? Mono.empty()
                        : rawPayloads.keepStored(it.linkId(), it.userId(), it.source(), it.payload(), clock.instant()))
                .as(transaction::transactional)
                .checkpoint("store arrivals");
    }

    /** The readings alone, in parts as they were stored. Never empty. */
    Mono<Outcome> again(UUID userId, Source source, List<Arrival> sound) {
        return Flux.fromStream(IntStream.range(0, (sound.size() + MOST_AT_ONCE - 1) / MOST_AT_ONCE)
                        .mapToObj(part -> part * MOST_AT_ONCE))
                .concatMap(first ->
                        intake.store(userId, source, part(sound, first)).map(outcome -> outcome.shifted(first)))
                .reduce(Outcome.NOTHING, Outcome::and)
                .as(transaction::transactional);
    }

    private static List<Arrival> part(List<Arrival> all, int first) {
        return all.subList(first, Math.min(all.size(), first + MOST_AT_ONCE));
    }

    private Mono<Void> keepUnbelieved(Delivered it) {

        var unbelieved = it.readings().unbelieved();

        if (unbelieved.isEmpty()) {
            return Mono.empty();
        }

        return (it.isRepeated() ? rawPayloads.unknown(it.linkId(), unbelieved) : Mono.just(unbelieved))
                .filter(fresh -> !fresh.isEmpty())
                .flatMap(fresh -> rawPayloads
                        .keepRejected(it.linkId(), it.userId(), it.source(), fresh, clock.instant())
                        .then(askToMeasureAgain(it.userId(), Sorted.alarming(fresh))));
    }

    private Mono<Void> askToMeasureAgain(UUID user, Optional<ReadingType> type) {

        if (type.isEmpty()) {
            return Mono.empty();
        }

        var now = clock.instant();

        return unreliable
                .ask(user, now, now.minus(settings.unreliableToldEvery()))
                .flatMap(version -> outbox.append(
                        MeasurementUnreliable.TOPIC, new MeasurementUnreliable(user, type.get(), now, now, version)));
    }
}
