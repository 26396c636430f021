package com.banxiang.platform.messaging;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What the sample's listeners do, and what goes wrong while they do it. */
@Component
class Effects {

    private final Map<String, IntFunction<@Nullable Throwable>> faults = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> attempts = new ConcurrentHashMap<>();
    private final DatabaseClient database;

    Effects(DatabaseClient database) {
        this.database = database;
    }

    /** @param fault by attempt, from 1; null lets it succeed */
    void failing(String sample, IntFunction<@Nullable Throwable> fault) {
        faults.put(sample, fault);
    }

    int attempts(String sample) {
        return attempts.getOrDefault(sample, new AtomicInteger()).get();
    }

    Mono<Void> add(String consumer, SampleHappened event) {

        return database.sql("insert into effects (consumer, sample, note) values (:consumer, :sample, :note)")
                .bind("consumer", consumer)
                .bind("sample", event.sampleId())
                .bind("note", event.note())
                .then()
                .then(Mono.defer(() -> outcome(event.sampleId())));
    }

    List<String> of(String consumer, String sample) {

        return database.sql("select note from effects where consumer = :consumer and sample = :sample")
                .bind("consumer", consumer)
                .bind("sample", sample)
                .mapValue(String.class)
                .all()
                .collectList()
                .block();
    }

    /** After the row is written, so that a failure shows whether it is taken back. */
    private Mono<Void> outcome(String sample) {

        var attempt = attempts.computeIfAbsent(sample, _ -> new AtomicInteger()).incrementAndGet();
        var fault = faults.getOrDefault(sample, _ -> null).apply(attempt);
        return fault == null ? Mono.empty() : Mono.error(fault);
    }
}
