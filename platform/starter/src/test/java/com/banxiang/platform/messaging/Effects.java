package com.banxiang.platform.messaging;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What the sample's listeners do, and what goes wrong while they do it. */
@Component
class Effects {

    private final Map<String, IntFunction<@Nullable Throwable>> faults = new ConcurrentHashMap<>();
    private final Map<String, List<Long>> attempts = new ConcurrentHashMap<>();
    private final DatabaseClient database;

    Effects(DatabaseClient database) {
        this.database = database;
    }

    /** @param fault by attempt, from 1; null lets it succeed */
    void failing(String sample, IntFunction<@Nullable Throwable> fault) {
        faults.put(sample, fault);
    }

    int attempts(String sample) {
        return attempts.getOrDefault(sample, List.of()).size();
    }

    /** Between one attempt and the next. */
    List<Duration> pauses(String sample) {
        var at = attempts.getOrDefault(sample, List.of());
        return IntStream.range(1, at.size())
                .mapToObj(it -> Duration.ofNanos(at.get(it) - at.get(it - 1)))
                .toList();
    }

    Mono<Void> add(String consumer, SampleHappened event) {

        return database.sql("insert into effects (consumer, sample, note) values (:consumer, :sample, :note)")
                .bind("consumer", consumer)
                .bind("sample", event.sampleId())
                .bind("note", event.note())
                .then()
                .then(Mono.defer(() -> outcome(event.sampleId())));
    }

    /** In the order in which they happened. */
    List<String> of(String consumer, String sample) {

        return database.sql("select note from effects where consumer = :consumer and sample = :sample order by id")
                .bind("consumer", consumer)
                .bind("sample", sample)
                .mapValue(String.class)
                .all()
                .collectList()
                .block();
    }

    /** After the row is written, so that a failure shows whether it is taken back. */
    private Mono<Void> outcome(String sample) {

        var at = attempts.computeIfAbsent(sample, _ -> new CopyOnWriteArrayList<>());
        at.add(System.nanoTime());
        var fault = faults.getOrDefault(sample, _ -> null).apply(at.size());
        return fault == null ? Mono.empty() : Mono.error(fault);
    }
}
