package com.banxiang.health.record;

import com.banxiang.platform.audit.Actor;
import com.banxiang.platform.audit.Audit;
import com.banxiang.platform.security.Account;
import com.banxiang.platform.security.AccountKind;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The newest reading of each type, each followed by the one before it, if there is one. */
@Component
final class SummarizeHealth {

    private final HealthRecords records;
    private final Audit audit;

    SummarizeHealth(HealthRecords records, Audit audit) {
        this.records = records;
        this.audit = audit;
    }

    /** Never empty. */
    Mono<List<HealthRecord>> handle(UUID userId) {
        return records.newestTwoOfEachType(userId).collectList().checkpoint("summarize health");
    }

    /** For somebody else than the person: remembered before it is read. */
    Mono<List<HealthRecord>> handle(Actor reader, UUID userId) {
        return audit.read(reader, "read-health-summary", new Account(AccountKind.USER, userId))
                .then(Mono.defer(() -> handle(userId)));
    }
}
