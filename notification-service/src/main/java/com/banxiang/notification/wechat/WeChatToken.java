package com.banxiang.notification.wechat;

import com.banxiang.notification.vendor.Vendors.Reply.Answered;
import com.banxiang.notification.vendor.Vendors.Vendor;
import com.banxiang.platform.web.Unavailable;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** WeChat's stable access token, fetched once for all who wait, and again five minutes before its end. */
final class WeChatToken {

    private static final Duration BEFORE_ITS_END = Duration.ofSeconds(300);

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

    private final Vendor wechat;
    private final WeChatSettings settings;
    private final JsonMapper json;
    private final Clock clock;
    private final AtomicReference<@Nullable Mono<Token>> current = new AtomicReference<>();

    WeChatToken(Vendor wechat, WeChatSettings settings, JsonMapper json, Clock clock) {
        this.wechat = wechat;
        this.settings = settings;
        this.json = json;
        this.clock = clock;
    }

    /** Fails with {@link Unavailable} if WeChat gives none. */
    Mono<Token> get() {

        return Mono.defer(() -> {
            var known = current.get();
            return known == null
                    ? fetchInsteadOf(null)
                    : known.flatMap(it -> clock.instant().isBefore(it.until()) ? Mono.just(it) : fetchInsteadOf(known));
        });
    }

    /** Once for all who ask at the same time; a failure is not remembered. */
    private Mono<Token> fetchInsteadOf(@Nullable Mono<Token> known) {
        var fetched = fetch().cache(_ -> FOR_EVER, _ -> Duration.ZERO, () -> Duration.ZERO);
        return current.compareAndSet(known, fetched) ? fetched : get();
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

    private Mono<Token> fetch() {

        var body = Map.of(
                "grant_type",
                "client_credential",
                "appid",
                settings.appId(),
                "secret",
                settings.secret().value(),
                "force_refresh",
                false);

        return wechat.call(
                        HttpMethod.POST,
                        URI.create(settings.baseUrl() + "/cgi-bin/stable_token"),
                        Map.of("Content-Type", "application/json"),
                        json.writeValueAsString(body).getBytes(StandardCharsets.UTF_8))
                .flatMap(reply -> reply instanceof Answered answered ? Mono.justOrEmpty(token(answered)) : Mono.empty())
                .switchIfEmpty(Mono.error(() -> new Unavailable("wechat token", null)));
    }

    private @Nullable Token token(Answered answered) {
        try {
            var answer = json.readTree(answered.body());
            var text = answer.path("access_token").asString("");
            var seconds = answer.path("expires_in").asLong(0);
            return text.isEmpty() ? null : new Token(text, clock.instant().plus(used(seconds)));
        } catch (JacksonException unreadable) {
            return null;
        }
    }

    private static Duration used(long seconds) {
        var used = Duration.ofSeconds(seconds).minus(BEFORE_ITS_END);
        return used.compareTo(LEAST) < 0 ? LEAST : used;
    }
}
