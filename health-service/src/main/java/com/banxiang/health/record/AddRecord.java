package com.banxiang.health.record;

import static com.banxiang.health.record.AddRecord.Reason.CONSENT_REQUIRED;
import static com.banxiang.health.record.AddRecord.Reason.RECORD_CONFLICT;

import com.banxiang.health.clinical.ClinicalRules;
import com.banxiang.health.clinical.Implausible;
import com.banxiang.health.consent.HealthConsent;
import com.banxiang.health.reading.Source;
import com.banxiang.health.record.AddRecord.Decision.NotBelieved;
import com.banxiang.health.record.AddRecord.Decision.Refused;
import com.banxiang.health.record.AddRecord.Decision.Stored;
import com.banxiang.health.record.HealthRecordEvent.HealthRecordIngested;
import com.banxiang.health.record.RecordIntake.Arrival;
import com.banxiang.health.total.DayTotals;
import com.banxiang.platform.id.TimeOrderedIds;
import com.banxiang.platform.outbox.Outbox;
import com.banxiang.platform.web.RequestContext;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/**
 * Stores one reading a person typed in, or says why not.
 * <p>
 * The hottest write of the fleet: record and event are one statement, which needs no transaction around it. That a reading
 * was there already is found by its unique key, so the usual case asks nothing before.
 */
@Component
final class AddRecord {

    record Command(UUID userId, Arrival reading) {}

    sealed interface Decision {

        /** It is stored, now or since before. */
        record Stored(HealthRecord record) implements Decision {}

        /** Nobody has such a value. */
        record NotBelieved(Implausible objection) implements Decision {}

        record Refused(Reason reason) implements Decision {}
    }

    /** Why not. The names are the error codes a client sees. */
    enum Reason {
        CONSENT_REQUIRED,
        IMPLAUSIBLE_VALUE,
        RECORD_CONFLICT,
        RECORD_FROM_DEVICE
    }

    private final HealthConsent consent;
    private final ClinicalRules rules;
    private final HealthRecords records;
    private final DayTotals totals;
    private final TransactionalOperator transaction;
    private final Outbox outbox;
    private final TimeOrderedIds ids;
    private final IngestionCounter counter;
    private final Clock clock;

    AddRecord(
            HealthConsent consent,
            ClinicalRules rules,
            HealthRecords records,
            DayTotals totals,
            TransactionalOperator transaction,
            Outbox outbox,
            TimeOrderedIds ids,
            IngestionCounter counter,
            Clock clock) {
        this.consent = consent;
        this.rules = rules;
        this.records = records;
        this.totals = totals;
        this.transaction = transaction;
        this.outbox = outbox;
        this.ids = ids;
        this.counter = counter;
        this.clock = clock;
    }

    /** Never empty. */
    Mono<Decision> handle(Command command) {
        return consent.isGiven(command.userId())
                .flatMap(given -> given ? believe(command) : Mono.just(new Refused(CONSENT_REQUIRED)))
                .checkpoint("add record");
    }

    private Mono<Decision> believe(Command command) {
        return rules.plausibility()
                .objection(command.reading().measurement())
                .<Mono<Decision>>map(it -> Mono.just(new NotBelieved(it)))
                .orElseGet(() -> store(recordOf(command)));
    }

    private Mono<Decision> store(HealthRecord record) {

        var event = outbox.entry(
                HealthRecordIngested.TOPIC, HealthRecordIngested.of(record.userId(), List.of(record), clock.instant()));

        return RequestContext.current()
                .flatMap(request -> inItsDay(record, records.add(record, event.causedBy(request))))
                .delayUntil(_ -> outbox.wake())
                .<Decision>map(Stored::new)
                .doOnNext(_ -> counter.count(Source.MANUAL, IngestionMeter.Outcome.STORED, 1))
                .onErrorResume(DuplicateKeyException.class, _ -> compare(record));
    }

    /** What adds up to a day is stored with it; everything else stays one statement. */
    private Mono<HealthRecord> inItsDay(HealthRecord record, Mono<HealthRecord> added) {

        var type = record.measurement().type();

        return type.isAddedUp()
                ? added.delayUntil(it -> totals.renew(it.userId(), type, List.of(it.recordedAt())))
                        .as(transaction::transactional)
                : added;
    }

    /** Asked twice it answers twice the same; saying otherwise of the same moment is a contradiction. */
    private Mono<Decision> compare(HealthRecord record) {
        return records.inPlaceOf(record.userId(), record.source(), List.of(record))
                .next()
                .map(standing -> standing.measurement().saysTheSameAs(record.measurement())
                        ? new Stored(standing)
                        : new Refused(RECORD_CONFLICT));
    }

    private HealthRecord recordOf(Command command) {

        var reading = command.reading();
        return new HealthRecord(
                ids.at(reading.recordedAt()),
                command.userId(),
                reading.measurement(),
                Source.MANUAL,
                reading.recordedAt(),
                reading.notes());
    }
}
