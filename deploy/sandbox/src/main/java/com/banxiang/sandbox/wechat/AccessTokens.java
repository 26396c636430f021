package com.banxiang.sandbox.wechat;

import com.banxiang.sandbox.memory.Remembered;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.util.IdGenerator;

/**
 * The stable token: everybody gets the same one until its last five minutes, then a new one while the old still works.
 * Forcing a new one kills the old at once, and may be done rarely.
 */
@Component
final class AccessTokens {

    private static final Duration LIFE = Duration.ofHours(2);
    private static final Duration OVERLAP = Duration.ofMinutes(5);
    private static final Duration BETWEEN_FORCED = Duration.ofSeconds(30);
    private static final Duration FORCED_COUNT_FOR = Duration.ofDays(1);
    private static final int MOST_FORCED = 20;

    record Token(String value, Instant goodUntil) {

        boolean isGood(Instant now) {
            return now.isBefore(goodUntil);
        }
    }

    private final Clock clock;
    private final IdGenerator ids;
    private final Remembered<String, Token> issued;
    private final Deque<Instant> forced = new ArrayDeque<>();
    private @Nullable Token current;

    AccessTokens(Clock clock, IdGenerator ids) {
        this.clock = clock;
        this.ids = ids;
        this.issued = new Remembered<>(1_000, Duration.ofDays(1), clock);
    }

    synchronized Token stable() {

        var token = current;
        return token != null && token.isGood(clock.instant().plus(OVERLAP)) ? token : issue();
    }

    synchronized Token forced() {

        var now = clock.instant();
        forced.removeIf(it -> !it.plus(FORCED_COUNT_FOR).isAfter(now));
        if (forced.size() >= MOST_FORCED
                || (!forced.isEmpty() && forced.getLast().plus(BETWEEN_FORCED).isAfter(now))) {
            throw new WeChatRefusal(Errcode.QUOTA_USED_UP);
        }
        forced.addLast(now);
        if (current != null) {
            issued.remove(current.value());
        }
        return issue();
    }

    /** Every token is too old from now on. */
    synchronized void expire() {

        issued.all().forEach(it -> issued.put(it.value(), new Token(it.value(), clock.instant())));
        current = null;
    }

    /** Fails with WeChat's refusal. */
    void check(String value) {

        if (value.isEmpty()) {
            throw new WeChatRefusal(Errcode.TOKEN_MISSING);
        }
        var token = issued.find(value).orElseThrow(() -> new WeChatRefusal(Errcode.INVALID_CREDENTIAL));
        if (!token.isGood(clock.instant())) {
            throw new WeChatRefusal(Errcode.TOKEN_EXPIRED);
        }
    }

    private Token issue() {

        var value = "SANDBOX_" + ids.generateId().toString().replace("-", "");
        var token = new Token(value, clock.instant().plus(LIFE));
        issued.put(value, token);
        current = token;
        return token;
    }
}
