package com.banxiang.child.wechat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** WeChat's stable access token, one for the process: fetched once for all who wait, and again five minutes before its end. */
@Component
final class WeChatToken {

    private static final String STABLE_TOKEN = "/cgi-bin/stable_token";

    private static final Duration BEFORE_ITS_END = Duration.ofMinutes(5);

    /** Even a token in its last five minutes is worth remembering that long. */
    private static final Duration LEAST = Duration.ofSeconds(30);

    /** The clock ends a token, not a timer. */
    private static final Duration FOR_EVER = Duration.ofMillis(Long.MAX_VALUE);

    /**
     * @param text goes into addresses and nowhere else
     * @param until it is used, a while before its end
     */
    record Token(String text, Instant until) {

        @Override
        public String toString() {
            return "Token[***]";
        }
    }

    private final WeChatSettings settings;
    private final WeChatCalls calls;
    private final Clock clock;
    private final AtomicReference<@Nullable Mono<Token>> current = new AtomicReference<>();

    WeChatToken(WeChatSettings settings, WeChatCalls calls, Clock clock) {
        this.settings = settings;
        this.calls = calls;
        this.clock = clock;
    }

    /** Never empty. Fails with {@link com.banxiang.platform.web.Unavailable} if WeChat gives none. */
    Mono<Token> get() {

        return Mono.defer(() -> {
            var known = current.get();
            return known == null
                    ? fetchInsteadOf(null)
                    : known.flatMap(it -> clock.instant().isBefore(it.until()) ? Mono.just(it) : fetchInsteadOf(known));
        });
    }

    /** WeChat refused it, though it should be good: whoever comes next fetches a new one, unless that happened already. */
    Mono<Void> drop(Token refused) {

        return Mono.defer(() -> {
            var known = current.get();
            return known == null
                    ? Mono.<Void>empty()
                    : known.filter(it -> it.equals(refused))
                            .doOnNext(_ -> current.compareAndSet(known, null))
                            .then();
        });
    }

    /** Once for all who ask at the same time; a failure is not remembered. */
    private Mono<Token> fetchInsteadOf(@Nullable Mono<Token> known) {
        var fetched = fetch().cache(_ -> FOR_EVER, _ -> Duration.ZERO, () -> Duration.ZERO);
        return current.compareAndSet(known, fetched) ? fetched : get();
    }

    private Mono<Token> fetch() {

        var body = Map.of(
                "grant_type",
                "client_credential",
                "appid",
                settings.appId(),
                "secret",
                settings.secret(),
                "force_refresh",
                false);

        return calls.post(this::tokenIn, body, STABLE_TOKEN).checkpoint("fetch WeChat's access token");
    }

    private Token tokenIn(JsonNode answer) {

        var text = answer.path("access_token").asString("");

        if (WeChatCalls.errorCode(answer) != 0 || text.isEmpty()) {
            throw WeChatCalls.refused(answer);
        }

        return new Token(
                text, clock.instant().plus(used(answer.path("expires_in").asLong(0))));
    }

    private static Duration used(long seconds) {
        var used = Duration.ofSeconds(seconds).minus(BEFORE_ITS_END);
        return used.compareTo(LEAST) < 0 ? LEAST : used;
    }
}
