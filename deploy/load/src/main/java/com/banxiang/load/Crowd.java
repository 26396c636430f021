package com.banxiang.load;

import com.banxiang.fleet.journey.Door;
import com.banxiang.fleet.journey.WrongAnswer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.HdrHistogram.ConcurrentHistogram;

/** Things that many people do once each, so many of them at a time. */
final class Crowd {

    private static final int AT_ONCE = 8;
    private static final long MOST_MICROS = TimeUnit.MINUTES.toMicros(1);

    private Crowd() {}

    /** @param deed of the person of that number */
    static Window each(int people, Side side, List<String> services, Deed deed) {

        var micros = new ConcurrentHistogram(MOST_MICROS, 3);
        var before = side.cpu(services);
        var begun = System.nanoTime();

        try (var threads = Executors.newFixedThreadPool(AT_ONCE)) {
            for (var done : threads.invokeAll(IntStream.range(0, people)
                    .<Callable<Void>>mapToObj(it -> () -> {
                        var sent = System.nanoTime();
                        deed.of(it);
                        micros.recordValue((System.nanoTime() - sent) / 1000);
                        return null;
                    })
                    .toList())) {
                done.get();
            }
        } catch (ExecutionException failed) {
            throw new WrongAnswer("%s: %s".formatted(side.name(), failed.getCause()));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new WrongAnswer("interrupted");
        }

        return new Window(
                people,
                Map.of(),
                (System.nanoTime() - begun) / 1e9,
                side.cpu(services).since(before),
                micros);
    }

    @FunctionalInterface
    interface Deed {
        void of(int person);
    }

    /** @param codeFor what a text message to that phone would say */
    static Member logIn(Door door, UnaryOperator<String> codeFor) {

        var random = ThreadLocalRandom.current();
        var phone = "1%d%09d".formatted(random.nextInt(3, 10), random.nextInt(1_000_000_000));
        var address = "10.%d.%d.%d".formatted(random.nextInt(256), random.nextInt(256), random.nextInt(1, 255));
        door.call("POST", "/api/v1/auth/send-code", null, address, Map.of("phone", phone))
                .expect(200, "send-code");
        var token = door.call(
                        "POST",
                        "/api/v1/auth/login",
                        null,
                        address,
                        Map.of("phone", phone, "code", codeFor.apply(phone)))
                .expect(200, "login")
                .data()
                .path("token")
                .asString();

        return new Member(token, address);
    }
}
