package com.banxiang.endtoend;

import com.banxiang.fleet.journey.Child;
import com.banxiang.fleet.journey.Door;
import com.banxiang.fleet.journey.Elder;
import com.banxiang.fleet.journey.Sandbox;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/** An elder with a band and a child far away, bound to each other. */
record Family(Elder elder, Child child, boolean critical) {

    private static final int AT_ONCE = 8;

    static Family bound(TestFleet fleet, boolean critical) {
        return bound(fleet.door(), fleet.sandbox(), critical);
    }

    private static Family bound(Door door, Sandbox sandbox, boolean critical) {

        var elder = new Elder(door, sandbox)
                .logIn()
                .introduce("欧阳美丽测试")
                .consentToHealthData()
                .pairBand();
        var child = new Child(door, sandbox).logIn().introduce("司马小芳测试");
        child.bind(elder.generateFamilyCode(), "daughter");

        return new Family(elder, child, critical);
    }

    /** Every other one will measure critical values. */
    static List<Family> bound(TestFleet fleet, int count) throws InterruptedException {

        var door = fleet.door();
        var sandbox = fleet.sandbox();

        return atOnce(IntStream.range(0, count)
                .<Callable<Family>>mapToObj(it -> () -> bound(door, sandbox, it % 2 == 0))
                .toList());
    }

    /** The same for each, a few at a time. */
    static void each(List<Family> families, Consumer<Family> work) throws InterruptedException {
        atOnce(families.stream()
                .<Callable<Boolean>>map(it -> () -> {
                    work.accept(it);
                    return true;
                })
                .toList());
    }

    /** A dangerous reading, measured so long ago. */
    JsonNode measure(Duration ago) {

        var at = Instant.now().minus(ago).toString();
        return elder.measure(List.of(critical ? Elder.bloodPressure(186, 98, at) : Elder.bloodPressure(168, 98, at)));
    }

    long records() {
        return elder.get("/api/v1/health/records?limit=100")
                .data()
                .path("items")
                .valueStream()
                .count();
    }

    long alertsInEldersInbox() {
        return healthAlerts(elder.notifications());
    }

    long alertsInChildsInbox() {
        return healthAlerts(child.notifications());
    }

    /** A telephone number for each that must be found in no log. */
    List<String> secrets() {
        return List.of(elder.phone(), child.openid(), "欧阳美丽测试", "司马小芳测试");
    }

    private static long healthAlerts(List<JsonNode> notifications) {
        return notifications.stream()
                .filter(it -> it.path("type").asString().equals("health_alert"))
                .count();
    }

    private static <T> List<T> atOnce(List<Callable<T>> work) throws InterruptedException {
        try (var threads = Executors.newFixedThreadPool(AT_ONCE)) {
            return threads.invokeAll(work).stream()
                    .map(it -> {
                        try {
                            return it.get();
                        } catch (InterruptedException | ExecutionException failed) {
                            throw new IllegalStateException(failed);
                        }
                    })
                    .toList();
        }
    }
}
