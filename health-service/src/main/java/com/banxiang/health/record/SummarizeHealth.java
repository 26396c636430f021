package com.banxiang.health.record;

import com.banxiang.health.total.DayTotal;
import com.banxiang.health.total.DayTotals;
import com.banxiang.platform.audit.Actor;
import com.banxiang.platform.audit.Audit;
import com.banxiang.platform.security.Account;
import com.banxiang.platform.security.AccountKind;
import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The newest reading of each type that is measured, and the newest day of each that is counted. */
@Component
final class SummarizeHealth {

    /** @param days of the types that are added up */
    record Summary(List<Newest> readings, List<DayTotal> days) {}

    record Newest(HealthRecord newest, @Nullable HealthRecord before) {

        @Nullable
        BigDecimal change() {
            return before == null
                    ? null
                    : newest.measurement().value().subtract(before.measurement().value());
        }
    }

    private final HealthRecords records;
    private final DayTotals totals;
    private final Audit audit;

    SummarizeHealth(HealthRecords records, DayTotals totals, Audit audit) {
        this.records = records;
        this.totals = totals;
        this.audit = audit;
    }

    /** Never empty. */
    Mono<Summary> handle(UUID userId) {
        return readings(userId)
                .zipWhen(_ -> totals.newest(userId).collectList(), Summary::new)
                .checkpoint("summarize health");
    }

    /** For somebody else than the person: remembered before it is read. */
    Mono<Summary> handle(Actor reader, UUID userId) {
        return audit.read(reader, "read-health-summary", new Account(AccountKind.USER, userId))
                .then(Mono.defer(() -> handle(userId)));
    }

    private Mono<List<Newest>> readings(UUID userId) {
        return records.newestTwoOfEachMeasuredType(userId)
                .bufferUntilChanged(it -> it.measurement().type())
                .map(it -> new Newest(it.getFirst(), it.size() > 1 ? it.getLast() : null))
                .collectList();
    }
}
