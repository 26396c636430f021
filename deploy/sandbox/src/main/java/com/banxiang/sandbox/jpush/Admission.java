package com.banxiang.sandbox.jpush;

import com.banxiang.sandbox.traffic.Received;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import org.springframework.stereotype.Component;

/** Who may come in: the holder of the master secret, while the quota lasts. */
@Component
final class Admission {

    private final byte[] expected;
    private final RateLimits limits;

    Admission(JPushSettings settings, RateLimits limits) {
        this.expected = authorization(settings.appKey(), settings.masterSecret().value())
                .getBytes(StandardCharsets.UTF_8);
        this.limits = limits;
    }

    static String authorization(String appKey, String masterSecret) {
        var pair = (appKey + ":" + masterSecret).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(pair);
    }

    /** Fails with the vendor's refusal. */
    void check(Received call) {

        var given = call.header("authorization").orElse("").getBytes(StandardCharsets.UTF_8);
        if (!MessageDigest.isEqual(expected, given)) {
            throw new JPushRefusal(JPushError.UNAUTHENTICATED);
        }
        if (call.quotaIsOn() && limits.standing(call.operation()).isExceeded()) {
            throw new JPushRefusal(JPushError.TOO_FREQUENT);
        }
    }
}
