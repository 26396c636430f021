package com.banxiang.load;

import static java.util.stream.Collectors.toMap;

import com.banxiang.load.Work.Call;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.ByteBufMono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

/** So many clients, each of whom asks again as soon as it was answered. */
final class ClosedLoop {

    static final int CLIENTS = 32;

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final long MOST_MICROS = PATIENCE.toNanos() / 1000 * 2;
    private static final int LOST = 0;

    private final Side side;
    private final HttpClient http;
    private final AtomicInteger turn = new AtomicInteger();

    ClosedLoop(Side side) {
        this.side = side;
        this.http = HttpClient.create(ConnectionProvider.create(side.name(), CLIENTS))
                .baseUrl(side.base().toString())
                .responseTimeout(PATIENCE);
    }

    Window run(Work work, Duration duration) {

        var micros = new ConcurrentHistogram(MOST_MICROS, 3);
        var refused = new ConcurrentHashMap<Integer, LongAdder>();
        var before = side.cpu(work.services());
        var begun = System.nanoTime();
        var until = begun + duration.toNanos();

        Flux.range(0, CLIENTS)
                .flatMap(_ -> one(work, micros, refused).repeat(() -> System.nanoTime() < until), CLIENTS)
                .blockLast();

        return new Window(
                (micros.getTotalCount() - count(refused)) * work.things(),
                refused.entrySet().stream()
                        .collect(toMap(Map.Entry::getKey, it -> it.getValue().sum())),
                (System.nanoTime() - begun) / 1e9,
                side.cpu(work.services()).since(before),
                micros);
    }

    private Mono<Void> one(Work work, Histogram micros, Map<Integer, LongAdder> refused) {

        return Mono.defer(() -> {
            var members = side.members();
            var member = members.get(Math.floorMod(turn.getAndIncrement(), members.size()));
            var sent = System.nanoTime();

            return ask(member, work.call().apply(member))
                    .onErrorReturn(LOST)
                    .doOnNext(status -> {
                        micros.recordValue(Math.min((System.nanoTime() - sent) / 1000, MOST_MICROS));
                        if (status / 100 != 2) {
                            refused.computeIfAbsent(status, _ -> new LongAdder())
                                    .increment();
                        }
                    })
                    .then();
        });
    }

    private Mono<Integer> ask(Member member, Call call) {

        var body = call.body();
        return http.headers(headers -> headers.set(HttpHeaderNames.AUTHORIZATION, "Bearer " + member.token())
                        .set(HttpHeaderNames.CONTENT_TYPE, "application/json")
                        .set("X-Forwarded-For", member.address()))
                .request(HttpMethod.valueOf(call.method()))
                .uri(call.path())
                .send(body == null ? Mono.empty() : ByteBufMono.fromString(Mono.just(body)))
                .responseSingle((answer, content) ->
                        content.then(Mono.fromSupplier(() -> answer.status().code())));
    }

    private static long count(Map<Integer, LongAdder> refused) {
        return refused.values().stream().mapToLong(LongAdder::sum).sum();
    }
}
