package com.banxiang.child.wechat;

import com.banxiang.child.wechat.WeChatAnswer.Identity;
import com.banxiang.child.wechat.WeChatAnswer.NotThisTime;
import com.banxiang.child.wechat.WeChatAnswer.Reason;
import com.banxiang.platform.web.Unavailable;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.github.resilience4j.reactor.circuitbreaker.operator.CircuitBreakerOperator;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.ChannelOption;
import java.io.Serial;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;
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

    private static final String LOGIN =
            "/sns/jscode2session?appid={appid}&secret={secret}&js_code={code}&grant_type=authorization_code";

    private static final int SYSTEM_BUSY = -1;

    /** By which WeChat's support finds a call again; the only part of its texts that is worth keeping. */
    private static final Pattern RID = Pattern.compile("rid: ([\\w-]{1,64})");

    private record Session(
            @Nullable String openid,
            @Nullable String unionid,
            @JsonProperty("errcode") @Nullable Integer errorCode,
            @JsonProperty("errmsg") @Nullable String errorText) {}

    /** WeChat asks for another try. */
    private static final class Busy extends RuntimeException {

        @Serial
        private static final long serialVersionUID = 1L;

        Busy() {
            super("system busy", null, false, false);
        }
    }

    /** No answer of WeChat's that we could use. */
    private static final class Useless extends RuntimeException {

        @Serial
        private static final long serialVersionUID = 1L;

        Useless(String what) {
            super(what, null, false, false);
        }
    }

    private final WeChatSettings settings;
    private final JsonMapper json;
    private final WebClient client;
    private final CircuitBreaker breaker;

    WeChat(WeChatSettings settings, JsonMapper json, MeterRegistry meters) {
        this.settings = settings;
        this.json = json;
        this.client = WebClient.builder()
                .baseUrl(settings.baseUrl().toString())
                .clientConnector(new ReactorClientHttpConnector(http(settings)))
                .build();
        this.breaker = breaker(settings, meters);
    }

    /** Never empty. Fails with {@link Unavailable} if WeChat does not answer, or not with anything we can use. */
    public Mono<WeChatAnswer> whoIs(String loginCode) {

        return client.get()
                .uri(LOGIN, settings.appId(), settings.secret(), loginCode)
                .exchangeToMono(WeChat::body)
                .map(this::answerOf)
                .timeout(settings.response())
                .transformDeferred(CircuitBreakerOperator.of(breaker))
                .retryWhen(Retry.backoff(settings.retries(), settings.pause()).filter(Busy.class::isInstance))
                .onErrorMap(it -> new Unavailable("WeChat: " + it.getClass().getSimpleName(), null))
                .checkpoint("ask WeChat who is logging in");
    }

    /** Never empty. */
    private static Mono<byte[]> body(ClientResponse response) {
        return response.statusCode().is2xxSuccessful()
                ? response.bodyToMono(byte[].class).switchIfEmpty(Mono.error(() -> new Useless("empty")))
                : response.releaseBody().then(Mono.error(() -> new Useless("status " + response.statusCode())));
    }

    private WeChatAnswer answerOf(byte[] body) {

        var session = read(body);
        var errorCode = session.errorCode() == null ? 0 : session.errorCode();
        var openid = session.openid();

        if (errorCode == 0 && openid != null && !openid.isBlank()) {
            return new Identity(openid, session.unionid());
        }

        return switch (errorCode) {
            case SYSTEM_BUSY -> throw new Busy();
            case 40029, 40163 -> new NotThisTime(Reason.INVALID_WX_CODE);
            case 40226 -> new NotThisTime(Reason.WX_LOGIN_BLOCKED);
            case 45011 -> new NotThisTime(Reason.TOO_OFTEN);
            default -> {
                // Our own app id, secret or address is refused: nobody can log in until somebody looks.
                log.atError()
                        .addKeyValue("errcode", errorCode)
                        .addKeyValue("rid", rid(session.errorText()))
                        .log("WeChat refuses us");
                throw new Useless("refused");
            }
        };
    }

    private Session read(byte[] body) {
        try {
            return json.readValue(body, Session.class);
        } catch (JacksonException unreadable) {
            throw new Useless("unreadable");
        }
    }

    private static String rid(@Nullable String errorText) {
        var rid = RID.matcher(errorText == null ? "" : errorText);
        return rid.find() ? rid.group(1) : "";
    }

    private static HttpClient http(WeChatSettings settings) {

        var connections = ConnectionProvider.builder("wechat")
                .maxConnections(settings.connections())
                .pendingAcquireMaxCount(settings.waiting())
                .pendingAcquireTimeout(settings.connect())
                .build();

        return HttpClient.create(connections).option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int)
                settings.connect().toMillis());
    }

    /** As patient as with a neighbour; the same meter shows both. */
    private static CircuitBreaker breaker(WeChatSettings settings, MeterRegistry meters) {

        var breaker = CircuitBreaker.of(
                "wechat",
                CircuitBreakerConfig.custom()
                        .slidingWindowType(SlidingWindowType.TIME_BASED)
                        .slidingWindowSize(10)
                        .minimumNumberOfCalls(settings.least())
                        .failureRateThreshold(50)
                        .waitDurationInOpenState(Duration.ofSeconds(2))
                        .permittedNumberOfCallsInHalfOpenState(5)
                        .build());

        Gauge.builder("neighbour.breaker.state", breaker, it -> it.getState().getOrder())
                .description("0 closed, 1 open, 2 half open")
                .tag("neighbour", "wechat")
                .register(meters);

        return breaker;
    }
}
