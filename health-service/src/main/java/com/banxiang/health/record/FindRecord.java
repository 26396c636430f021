package com.banxiang.health.record;

import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Looks one of one's own readings up. */
@Component
final class FindRecord {

    private final HealthRecords records;

    FindRecord(HealthRecords records) {
        this.records = records;
    }

    /** Never empty. Fails with {@link UnknownRecord} for one that isn't there or is somebody else's. */
    Mono<HealthRecord> handle(UUID userId, UUID id) {
        return records.find(userId, id)
                .switchIfEmpty(Mono.error(() -> new UnknownRecord(id)))
                .checkpoint("find record");
    }
}
