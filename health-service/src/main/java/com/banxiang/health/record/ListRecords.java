package com.banxiang.health.record;

import com.banxiang.health.record.HealthRecords.Filter;
import com.banxiang.platform.audit.Actor;
import com.banxiang.platform.audit.Audit;
import com.banxiang.platform.security.Account;
import com.banxiang.platform.security.AccountKind;
import com.banxiang.platform.web.Cursor;
import com.banxiang.platform.web.Page;
import com.banxiang.platform.web.PageRequest;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Pages through a person's readings, newest first. */
@Component
final class ListRecords {

    private final HealthRecords records;
    private final Audit audit;

    ListRecords(HealthRecords records, Audit audit) {
        this.records = records;
        this.audit = audit;
    }

    /** Never empty. */
    Mono<Page<HealthRecord>> handle(Filter filter, PageRequest page) {
        return records.page(filter, page)
                .collectList()
                .map(rows -> Page.of(rows, page.limit(), it -> new Cursor(it.recordedAt(), it.id())))
                .checkpoint("list records");
    }

    /** For somebody else than the person: remembered before it is read. */
    Mono<Page<HealthRecord>> handle(Actor reader, Filter filter, PageRequest page) {
        return audit.read(reader, "read-health-records", new Account(AccountKind.USER, filter.userId()))
                .then(Mono.defer(() -> handle(filter, page)));
    }
}
