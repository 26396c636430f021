package com.banxiang.notification;

import com.banxiang.testkit.TestTokens;
import java.util.UUID;

/** The {@code Authorization} of those who ask this service. */
public final class Authorization {

    private Authorization() {}

    public static String user(UUID id) {
        return "Bearer " + TestTokens.user(id);
    }

    public static String child(UUID id) {
        return "Bearer " + TestTokens.child(id);
    }

    public static String service(String name) {
        return "Service " + TestTokens.service(name, "notification-service");
    }
}
