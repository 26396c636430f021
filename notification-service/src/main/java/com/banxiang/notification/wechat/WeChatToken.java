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

    /** @param text goes into addresses and nowhere else */
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
            if (known != null) {
                return known;
            }
            var fetched = fetch().cache(this::remembered, _ -> Duration.ZERO, () -> Duration.ZERO);
            return current.compareAndSet(null, fetched) ? fetched : get();
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

    private Duration remembered(Token token) {
        var left = Duration.between(clock.instant(), token.until()).minus(BEFORE_ITS_END);
        return left.compareTo(LEAST) < 0 ? LEAST : left;
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
            return text.isEmpty() ? null : new Token(text, clock.instant().plusSeconds(seconds));
        } catch (JacksonException unreadable) {
            return null;
        }
    }
}
