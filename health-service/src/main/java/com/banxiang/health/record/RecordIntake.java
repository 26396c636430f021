package com.banxiang.health.record;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import com.banxiang.health.reading.Measurement;
import com.banxiang.health.reading.ReadingType;
import com.banxiang.health.reading.Source;
import com.banxiang.health.record.HealthRecordEvent.HealthRecordIngested;
import com.banxiang.health.total.DayTotals;
import com.banxiang.platform.id.TimeOrderedIds;
import com.banxiang.platform.outbox.Outbox;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Stores readings of one person that arrived together: one statement for all of them, one event for those that are new.
 */
@Component
public final class RecordIntake {

    /** A reading to be stored: sound, plausible, and agreed to. */
    public record Arrival(
            Measurement measurement,
            Instant recordedAt,
            @Nullable String notes) {}

    /**
     * What became of them.
     *
     * @param conflicts positions of those that say otherwise than what is stored for the same moment
     */
    public record Outcome(int accepted, int duplicates, Set<Integer> conflicts) {

        public static final Outcome NOTHING = new Outcome(0, 0, Set.of());

        /** Where the readings were not the first of their list. */
        public Outcome shifted(int by) {
            return by == 0
                    ? this
                    : new Outcome(
                            accepted,
                            duplicates,
                            conflicts.stream().map(it -> it + by).collect(toSet()));
        }

        public Outcome and(Outcome other) {
            var all = new HashSet<>(conflicts);
            all.addAll(other.conflicts);
            return new Outcome(accepted + other.accepted, duplicates + other.duplicates, all);
        }
    }

    /** What two readings can't both be. */
    private record Moment(ReadingType type, Instant at) {

        static Moment of(HealthRecord it) {
            return new Moment(it.measurement().type(), it.recordedAt());
        }
    }

    private final HealthRecords records;
    private final DayTotals totals;
    private final Outbox outbox;
    private final TransactionalOperator transaction;
    private final TimeOrderedIds ids;
    private final IngestionCounter counter;
    private final Clock clock;

    RecordIntake(
            HealthRecords records,
            DayTotals totals,
            Outbox outbox,
            TransactionalOperator transaction,
            TimeOrderedIds ids,
            IngestionCounter counter,
            Clock clock) {
        this.records = records;
        this.totals = totals;
        this.outbox = outbox;
        this.transaction = transaction;
        this.ids = ids;
        this.counter = counter;
        this.clock = clock;
    }

    /** Never empty. Joins the caller's transaction, if there is one. */
    public Mono<Outcome> store(UUID userId, Source source, List<Arrival> arrivals) {

        if (arrivals.isEmpty()) {
            return Mono.just(Outcome.NOTHING);
        }

        var candidates = arrivals.stream()
                .map(it -> new HealthRecord(
                        ids.at(it.recordedAt()), userId, it.measurement(), source, it.recordedAt(), it.notes()))
                .toList();

        return records.addAll(userId, source, candidates)
                .collect(toSet())
                .delayUntil(stored -> announce(userId, candidates, stored))
                .delayUntil(stored -> addUp(userId, candidates, stored))
                .flatMap(stored -> outcome(userId, source, candidates, stored))
                .as(transaction::transactional)
                .doOnNext(it -> count(source, it))
                .checkpoint("store readings");
    }

    private void count(Source source, Outcome outcome) {
        counter.count(source, IngestionMeter.Outcome.STORED, outcome.accepted());
        counter.count(source, IngestionMeter.Outcome.DUPLICATE, outcome.duplicates());
        counter.count(
                source, IngestionMeter.Outcome.CONFLICT, outcome.conflicts().size());
    }

    private Mono<Void> announce(UUID userId, List<HealthRecord> candidates, Set<UUID> stored) {

        var fresh = candidates.stream().filter(it -> stored.contains(it.id())).toList();

        return fresh.isEmpty()
                ? Mono.empty()
                : outbox.append(HealthRecordIngested.TOPIC, HealthRecordIngested.of(userId, fresh, clock.instant()));
    }

    private Mono<Void> addUp(UUID userId, List<HealthRecord> candidates, Set<UUID> stored) {
        return Flux.fromStream(Arrays.stream(ReadingType.values()).filter(ReadingType::isAddedUp))
                .concatMap(type -> totals.renew(
                        userId,
                        type,
                        candidates.stream()
                                .filter(it -> it.measurement().type() == type && stored.contains(it.id()))
                                .map(HealthRecord::recordedAt)
                                .toList()))
                .then();
    }

    private Mono<Outcome> outcome(UUID userId, Source source, List<HealthRecord> candidates, Set<UUID> stored) {

        if (stored.size() == candidates.size()) {
            return Mono.just(new Outcome(stored.size(), 0, Set.of()));
        }

        var refused =
                candidates.stream().filter(it -> !stored.contains(it.id())).toList();

        return records.inPlaceOf(userId, source, refused)
                .collect(toMap(Moment::of, HealthRecord::measurement, (one, _) -> one))
                .map(standing -> compared(candidates, stored, standing));
    }

    private static Outcome compared(
            List<HealthRecord> candidates, Set<UUID> stored, Map<Moment, Measurement> standing) {

        var conflicts = new ArrayList<Integer>();
        var duplicates = 0;

        for (var i = 0; i < candidates.size(); i++) {
            var candidate = candidates.get(i);
            if (stored.contains(candidate.id())) {
                continue;
            }
            var other = standing.get(Moment.of(candidate));
            if (other != null && other.saysTheSameAs(candidate.measurement())) {
                duplicates++;
            } else {
                conflicts.add(i);
            }
        }

        return new Outcome(stored.size(), duplicates, Set.copyOf(conflicts));
    }
}
