package com.banxiang.load;

import com.banxiang.fleet.journey.Door;
import com.banxiang.fleet.journey.Elder;
import com.banxiang.fleet.journey.LiveInbox;
import com.banxiang.fleet.journey.Sandbox;
import com.banxiang.fleet.journey.WrongAnswer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import org.HdrHistogram.Histogram;

/**
 * How long a dangerous reading takes from the band's signed webhook to the elder's WebSocket, on an idle fleet.
 *
 * <p>So many elders, one dangerous reading each, one elder after the other at a steady pace. The clock starts before the
 * band is told to send, so the sandbox's signing and its request are inside; it stops when the frame has arrived.
 */
final class AlertLatency {

    private static final int ELDERS = 200;
    private static final int WARM_UP = 40;
    private static final int LOG_IN_AT_ONCE = 8;

    /** Until nothing of the logins is left to be done. */
    private static final Duration REST = Duration.ofSeconds(5);

    private static final Duration PACE = Duration.ofMillis(250);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final long MOST_MILLIS = 60_000;

    private record Ready(Elder elder, LiveInbox inbox) {}

    private final Door door;
    private final Sandbox sandbox;
    private final Histogram micros = new Histogram(MOST_MILLIS * 1000, 3);

    private AlertLatency(int portOffset) {
        this.door = new Door(portOffset);
        this.sandbox = new Sandbox(portOffset);
    }

    /** @param arguments the fleet's port offset */
    static void main(String[] arguments) throws IOException, InterruptedException {
        var program = new AlertLatency(arguments.length == 0 ? 0 : Integer.parseInt(arguments[0]));
        program.measure();
        program.report();
    }

    private void measure() throws InterruptedException {

        System.out.printf("%d elders log in, pair a band and listen%n", WARM_UP + ELDERS);
        var ready = ready(WARM_UP + ELDERS);
        Thread.sleep(REST);

        System.out.printf("one dangerous reading each, every %d ms%n", PACE.toMillis());
        for (var i = 0; i < ready.size(); i++) {
            var millis = toldAfterMicros(ready.get(i));
            if (i >= WARM_UP) {
                micros.recordValue(millis);
            }
            Thread.sleep(PACE);
        }
        ready.forEach(it -> it.inbox().close());
    }

    private List<Ready> ready(int elders) throws InterruptedException {

        var ready = new ArrayList<Ready>();
        try (var threads = Executors.newFixedThreadPool(LOG_IN_AT_ONCE)) {
            for (var each : threads.invokeAll(Collections.<Callable<Ready>>nCopies(elders, this::newListener))) {
                ready.add(each.get());
            }
        } catch (ExecutionException e) {
            throw new WrongAnswer("an elder isn't ready: " + e.getCause());
        }

        return ready;
    }

    private Ready newListener() {
        var elder = new Elder(door, sandbox).logIn().consentToHealthData().pairBand();
        return new Ready(elder, elder.listen(null));
    }

    private long toldAfterMicros(Ready ready) {

        var sent = System.nanoTime();
        ready.elder().measure(List.of(Elder.bloodPressure(168, 104, null)));
        var frame = ready.inbox()
                .await(it -> it.type().equals("health_alert"), PATIENCE)
                .orElseThrow(() -> new WrongAnswer("no alert within %d s".formatted(PATIENCE.toSeconds())));

        return (frame.atNanos() - sent) / 1000;
    }

    private void report() throws IOException {

        var result = new LinkedHashMap<String, Object>();
        result.put("elders", micros.getTotalCount());
        result.put("warmUpElders", WARM_UP);
        result.put("paceMillis", PACE.toMillis());
        result.put("p50Millis", millis(50));
        result.put("p95Millis", millis(95));
        result.put("p99Millis", millis(99));
        result.put("maxMillis", micros.getMaxValue() / 1000.0);

        Results.write(
                "alert-latency",
                "signed webhook to WebSocket, one dangerous reading per elder, idle local fleet",
                result);
    }

    private double millis(double percentile) {
        return micros.getValueAtPercentile(percentile) / 1000.0;
    }
}
