package com.banxiang.gateway;

import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.springframework.test.context.DynamicPropertyRegistry;

/** The services behind the door in these tests. Payment exists and is down; where Redis should be is nobody. */
public final class Fleet {

    public static final FakeService USER = new FakeService("user-service");
    public static final FakeService HEALTH = new FakeService("health-service");
    public static final FakeService CHILD = new FakeService("child-service");
    public static final FakeService NOTIFICATION = new FakeService("notification-service");
    public static final FakeService AI = new FakeService("ai-service");

    public static final List<FakeService> EVERYBODY = List.of(USER, HEALTH, CHILD, NOTIFICATION, AI);

    private static final String NOWHERE = "9";

    public static void describe(DynamicPropertyRegistry properties) {
        properties.add("banxiang.neighbours.user-service.url", USER::url);
        properties.add("banxiang.neighbours.health-service.url", HEALTH::url);
        properties.add("banxiang.neighbours.child-service.url", CHILD::url);
        properties.add("banxiang.neighbours.notification-service.url", NOTIFICATION::url);
        properties.add("banxiang.neighbours.ai-service.url", AI::url);
        properties.add("banxiang.neighbours.payment-service.url", () -> "http://127.0.0.1:" + NOWHERE);
        properties.add("banxiang.redis.port", () -> NOWHERE);
        properties.add("management.server.port", () -> "0");
    }

    static {
        // A machine that is busy with something else takes its time.
        Awaitility.setDefaultTimeout(Duration.ofSeconds(30));
    }

    private Fleet() {}
}
