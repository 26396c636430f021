package com.banxiang.health.arrival;

import static java.util.stream.Collectors.toUnmodifiableMap;

import com.banxiang.health.arrival.RawPayloads.Stored;
import com.banxiang.health.consent.HealthConsent;
import com.banxiang.health.reading.Source;
import com.banxiang.health.record.RecordIntake;
import com.banxiang.health.record.RecordIntake.Outcome;
import com.banxiang.platform.audit.Actor;
import com.banxiang.platform.audit.Audit;
import com.banxiang.platform.security.Account;
import com.banxiang.platform.security.AccountKind;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Stores again what a person's devices brought, from the raw payloads: rows that are there stay as they are, those that were
 * lost or misread come back. Asked twice, the second time changes nothing.
 */
@Component
final class ReplayPayloads {

    /** Of one person in 30 days: a message a minute. */
    private static final int MOST = 50_000;

    private final RawPayloads rawPayloads;
    private final StoreArrivals storeArrivals;
    private final HealthConsent consent;
    private final Audit audit;
    private final Map<Source, PayloadReader> readers;

    ReplayPayloads(
            RawPayloads rawPayloads,
            StoreArrivals storeArrivals,
            HealthConsent consent,
            Audit audit,
            List<PayloadReader> readers) {
        this.rawPayloads = rawPayloads;
        this.storeArrivals = storeArrivals;
        this.consent = consent;
        this.audit = audit;
        this.readers = readers.stream().collect(toUnmodifiableMap(PayloadReader::source, Function.identity()));
    }

    /** Never empty. Without the person's consent nothing is stored. */
    Mono<Outcome> handle(Actor operator, UUID userId) {
        return audit.act(operator, "replay-raw-payloads", new Account(AccountKind.USER, userId))
                .then(Mono.defer(() -> consent.isGiven(userId)))
                .flatMap(given -> given ? replay(userId) : Mono.just(RecordIntake.Outcome.NOTHING))
                .checkpoint("replay raw payloads");
    }

    private Mono<Outcome> replay(UUID userId) {
        return rawPayloads
                .storedOf(userId, MOST)
                .collectList()
                .flatMapIterable(ids -> ids)
                .concatMap(rawPayloads::find)
                .concatMap(this::store)
                .reduce(Outcome.NOTHING, Outcome::and);
    }

    private Mono<Outcome> store(Stored it) {
        var reader = Objects.requireNonNull(readers.get(it.source()), "no reader");
        return storeArrivals.again(it.userId(), it.source(), reader.read(it.payload(), it.receivedAt()));
    }
}
