package com.banxiang.testkit;

import static org.awaitility.Awaitility.await;

import io.r2dbc.spi.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A row that somebody else holds until all who want it wait for it, one behind the other. So what they read before they
 * waited is old when they go on: the moment that asking at once meets only by luck.
 */
public final class Contended {

    private static final Duration PATIENCE = Duration.ofSeconds(25);

    private final DatabaseClient database;
    private final String row;
    private final UUID id;

    private Contended(DatabaseClient database, String row, UUID id) {
        this.database = database;
        this.row = row;
        this.id = id;
    }

    /** @param row selects it; {@code $1} is the id */
    public static Contended row(DatabaseClient database, String row, UUID id) {
        return new Contended(database, row, id);
    }

    /** Their answers, in the order in which they came to wait. */
    @SafeVarargs
    public final <T> List<T> by(Supplier<T>... asks) {

        var holder = hold();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = new ArrayList<Future<T>>();
            try {
                for (var ask : asks) {
                    answers.add(threads.submit(ask::get));
                    await().atMost(PATIENCE).until(() -> waiting() >= answers.size());
                }
            } finally {
                release(holder);
            }
            return answers.stream().map(Contended::resultOf).toList();
        }
    }

    private Connection hold() {

        var connection = Mono.from(database.getConnectionFactory().create())
                .blockOptional()
                .orElseThrow();
        Mono.from(connection.beginTransaction()).block();
        Flux.from(connection.createStatement(row + " for update").bind(0, id).execute())
                .flatMap(it -> it.map((found, _) -> found.toString()))
                .collectList()
                .block();
        return connection;
    }

    private static void release(Connection holder) {
        Mono.from(holder.rollbackTransaction()).then(Mono.from(holder.close())).block();
    }

    private long waiting() {
        return database.sql(
                        "select count(*) from pg_locks where not granted and locktype in ('tuple', 'transactionid')")
                .mapValue(Long.class)
                .one()
                .blockOptional()
                .orElse(0L);
    }

    private static <T> T resultOf(Future<T> answer) {
        try {
            return answer.get();
        } catch (InterruptedException | ExecutionException failed) {
            throw new AssertionError(failed);
        }
    }
}
