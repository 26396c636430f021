package com.banxiang.child.wechat;

import com.banxiang.child.wechat.WeChatAnswer.Identity;
import com.banxiang.child.wechat.WeChatAnswer.NotThisTime;
import com.banxiang.child.wechat.WeChatAnswer.Reason;
import com.banxiang.platform.web.Unavailable;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.reactor.circuitbreaker.operator.CircuitBreakerOperator;
import io.netty.channel.ChannelOption;
import java.io.Serial;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.util.retry.Retry;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Asks WeChat whom a login code stands for.
 *
 * <p>WeChat answers 200 and {@code text/plain} whatever happened; {@code errcode} tells. Code and secret travel in the
 * query, so no exception of the HTTP client, which would quote it, gets out of here.
 */
@Component
@EnableConfigurationProperties(WeChatSettings.class)
public final class WeChat {

    private static final Logger log = LoggerFactory.getLogger(WeChat.class);

    private record Session(
            @Nullable String openid,
            @Nullable String unionid,
            @JsonProperty("errcode") @Nullable Integer errorCode) {}

    private static final class Busy extends RuntimeException {

        @Serial
        private static final long serialVersionUID = 1L;
    }

    private final WeChatSettings settings;
    private final JsonMapper json;
    private final WebClient client;
    private final CircuitBreaker breaker = CircuitBreaker.ofDefaults("wechat");

    WeChat(WeChatSettings settings, JsonMapper json) {
        this.settings = settings;
        this.json = json;
        this.client = WebClient.builder()
                .baseUrl(settings.baseUrl().toString())
                .clientConnector(new ReactorClientHttpConnector(
                        HttpClient.create().option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int)
                                settings.connect().toMillis())))
                .build();
    }

    /** Never empty. Fails with {@link Unavailable} if WeChat does not answer, or not with anything we can use. */
    public Mono<WeChatAnswer> whoIs(String loginCode) {

        return client.get()
                .uri(
                        "/sns/jscode2session?appid={appid}&secret={secret}&js_code={code}&grant_type=authorization_code",
                        settings.appId(),
                        settings.secret(),
                        loginCode)
                .retrieve()
                .bodyToMono(byte[].class)
                .timeout(settings.response())
                .map(this::answerOf)
                .transformDeferred(CircuitBreakerOperator.of(breaker))
                .retryWhen(Retry.backoff(settings.retries(), settings.pause()).filter(Busy.class::isInstance))
                .onErrorMap(it -> new Unavailable("WeChat: " + it.getClass().getSimpleName(), null))
                .checkpoint("ask WeChat who is logging in");
    }

    private WeChatAnswer answerOf(byte[] body) {

        var session = read(body);
        var errorCode = session.errorCode() == null ? 0 : session.errorCode();

        if (errorCode == 0 && session.openid() != null) {
            return new Identity(session.openid(), session.unionid());
        }

        return switch (errorCode) {
            case -1 -> throw new Busy();
            case 40029, 40163 -> new NotThisTime(Reason.INVALID_WX_CODE);
            case 40226 -> new NotThisTime(Reason.WX_LOGIN_BLOCKED);
            case 45011 -> new NotThisTime(Reason.TOO_OFTEN);
            default -> {
                log.error("WeChat refuses us: errcode {} (expected: a session)", errorCode);
                throw new IllegalStateException("errcode " + errorCode);
            }
        };
    }

    private Session read(byte[] body) {
        try {
            return json.readValue(body, Session.class);
        } catch (JacksonException unreadable) {
            throw new IllegalStateException("no JSON");
        }
    }
}
