package com.banxiang.sandbox.wechat;

import com.banxiang.sandbox.memory.Remembered;
import java.time.Clock;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** How many messages of a template a person still allows. Who was never given a count allows any number. */
@Component
final class Consents {

    private record Key(String openid, String templateId) {}

    private final Remembered<Key, Integer> left;

    Consents(Clock clock) {
        this.left = new Remembered<>(10_000, Duration.ofDays(30), clock);
    }

    synchronized void set(String openid, String templateId, int count) {
        left.put(new Key(openid, templateId), count);
    }

    /** False if none was left. */
    synchronized boolean take(String openid, String templateId) {

        var key = new Key(openid, templateId);
        var count = left.find(key).orElse(Integer.MAX_VALUE);
        if (count == 0) {
            return false;
        }
        if (count < Integer.MAX_VALUE) {
            left.put(key, count - 1);
        }
        return true;
    }
}
