package com.banxiang.health.record;

import com.banxiang.health.alert.Corrections;
import com.banxiang.health.reading.Source;
import com.banxiang.health.total.DayTotals;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Takes back a reading that was typed in, and with it an alert that rests on nothing else. */
@Component
final class DeleteRecord {

    enum Decision {
        DELETED,
        FROM_DEVICE
    }

    private final HealthRecords records;
    private final Corrections corrections;
    private final DayTotals totals;
    private final TransactionalOperator transaction;

    DeleteRecord(HealthRecords records, Corrections corrections, DayTotals totals, TransactionalOperator transaction) {
        this.records = records;
        this.corrections = corrections;
        this.totals = totals;
        this.transaction = transaction;
    }

    /** Never empty. Fails with {@link UnknownRecord} for one that isn't there or is somebody else's. */
    Mono<Decision> handle(UUID userId, UUID id) {
        return records.find(userId, id)
                .switchIfEmpty(Mono.error(() -> new UnknownRecord(id)))
                .flatMap(record -> record.source() == Source.MANUAL ? delete(record) : Mono.just(Decision.FROM_DEVICE))
                .as(transaction::transactional)
                .checkpoint("delete record");
    }

    private Mono<Decision> delete(HealthRecord record) {
        return records.remove(record)
                .flatMap(removed -> removed ? Mono.empty() : Mono.<Void>error(() -> new UnknownRecord(record.id())))
                .then(corrections.takenBack(
                        record.userId(), record.measurement().type(), record.id()))
                .then(totals.renew(record.userId(), record.measurement().type(), List.of(record.recordedAt())))
                .thenReturn(Decision.DELETED);
    }
}
