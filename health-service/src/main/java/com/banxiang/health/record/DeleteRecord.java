package com.banxiang.health.record;

import com.banxiang.health.alert.Corrections;
import com.banxiang.health.reading.Source;
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
    private final TransactionalOperator transaction;

    DeleteRecord(HealthRecords records, Corrections corrections, TransactionalOperator transaction) {
        this.records = records;
        this.corrections = corrections;
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
                .thenReturn(Decision.DELETED);
    }
}
