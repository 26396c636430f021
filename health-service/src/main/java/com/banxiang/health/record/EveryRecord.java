package com.banxiang.health.record;

import com.banxiang.health.reading.Measurement;
import com.banxiang.health.record.HealthRecords.Filter;
import com.banxiang.platform.web.Cursor;
import com.banxiang.platform.web.PageRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Everything that is stored of a person, for whoever takes it along: page by page, so that any amount fits into memory. */
@Component
public final class EveryRecord {

    static final int PAGE = 200;

    /** Older than any partition. */
    private static final Duration EVER = Duration.ofDays(500);

    public record Kept(
            UUID id,
            Measurement measurement,
            Instant recordedAt,
            @Nullable String notes) {

        private static Kept of(HealthRecord it) {
            return new Kept(it.id(), it.measurement(), it.recordedAt(), it.notes());
        }
    }

    private final HealthRecords records;
    private final Clock clock;

    EveryRecord(HealthRecords records, Clock clock) {
        this.records = records;
        this.clock = clock;
    }

    /** Pages, newest first; at least one, which may be empty. */
    public Flux<List<Kept>> of(UUID userId) {
        return Flux.defer(() -> {
                    var now = clock.instant();
                    var filter = new Filter(
                            userId,
                            null,
                            now.minus(EVER),
                            now.plus(RecordRequest.FUTURE).plusMillis(1));
                    return page(filter, null)
                            .expand(it -> it.size() < PAGE ? Mono.empty() : page(filter, after(it.getLast())));
                })
                .checkpoint("read every record");
    }

    private Mono<List<Kept>> page(Filter filter, @Nullable Cursor after) {
        return records.page(filter, new PageRequest(PAGE, after))
                .take(PAGE)
                .map(Kept::of)
                .collectList();
    }

    private static Cursor after(Kept last) {
        return new Cursor(last.recordedAt(), last.id());
    }
}
