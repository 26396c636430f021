package com.banxiang.child.wechat;

import com.banxiang.platform.web.Unavailable;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.github.resilience4j.reactor.circuitbreaker.operator.CircuitBreakerOperator;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.ChannelOption;
import java.io.Serial;
import java.time.Duration;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.http.MediaType;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClient.RequestHeadersSpec;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;
import reactor.util.retry.Retry;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Calls WeChat: each within its time, behind one breaker, and again while WeChat says that it is busy.
 *
 * <p>WeChat answers 200 and {@code text/plain} whatever happened; {@code errcode} tells. Codes, tokens and the secret travel
 * in the query, so no exception of the HTTP client, which would quote it, gets out of here.
 */
@Component
@EnableConfigurationProperties(WeChatSettings.class)
final class WeChatCalls {

    private static final Logger log = LoggerFactory.getLogger(WeChatCalls.class);

    private static final int SYSTEM_BUSY = -1;

    /** By which WeChat's support finds a call again; the only part of its texts that is worth keeping. */
    private static final Pattern RID = Pattern.compile("rid: ([\\w-]{1,64})");

    /** WeChat asks for another try; it has not looked at the call yet. */
    private static final class Busy extends RuntimeException {

        @Serial
        private static final long serialVersionUID = 1L;

        Busy() {
            super("system busy", null, false, false);
        }
    }

    /** No answer of WeChat's that we could use. */
    static final class Useless extends RuntimeException {

        @Serial
        private static final long serialVersionUID = 1L;

        Useless(String what) {
            super(what, null, false, false);
        }
    }

    /** WeChat no longer takes the access token, and is not in trouble for it. */
    static final class TokenRefused extends RuntimeException {

        @Serial
        private static final long serialVersionUID = 1L;

        TokenRefused() {
            super("access token refused", null, false, false);
        }
    }

    private final WeChatSettings settings;
    private final JsonMapper json;
    private final WebClient client;
    private final CircuitBreaker breaker;

    WeChatCalls(WeChatSettings settings, JsonMapper json, MeterRegistry meters) {
        this.settings = settings;
        this.json = json;
        this.client = WebClient.builder()
                .baseUrl(settings.baseUrl().toString())
                .clientConnector(new ReactorClientHttpConnector(http(settings)))
                .build();
        this.breaker = breaker(settings, meters);
    }

    /** As {@link #post}. */
    <T> Mono<T> get(Function<JsonNode, T> judge, String path, Object... variables) {
        return call(client.get().uri(path, variables), judge);
    }

    /**
     * What is made of WeChat's answer, never empty. Fails with {@link TokenRefused} where that is the verdict, and else with
     * {@link Unavailable}.
     */
    <T> Mono<T> post(Function<JsonNode, T> judge, Object body, String path, Object... variables) {
        return call(
                client.post()
                        .uri(path, variables)
                        .contentType(MediaType.APPLICATION_JSON)
                        .bodyValue(json.writeValueAsBytes(body)),
                judge);
    }

    /** 0 if there is none. */
    static int errorCode(JsonNode answer) {
        return answer.path("errcode").asInt(0);
    }

    /** What WeChat holds against us and not against who asks: nobody is served until somebody looks. */
    static Useless refused(JsonNode answer) {

        var rid = RID.matcher(answer.path("errmsg").asString(""));
        log.atError()
                .addKeyValue("errcode", errorCode(answer))
                .addKeyValue("rid", rid.find() ? rid.group(1) : "")
                .log("WeChat refuses us");

        return new Useless("refused");
    }

    private <T> Mono<T> call(RequestHeadersSpec<?> request, Function<JsonNode, T> judge) {

        return request.exchangeToMono(WeChatCalls::body)
                .map(this::read)
                .map(judge)
                .timeout(settings.response())
                .transformDeferred(CircuitBreakerOperator.of(breaker))
                .retryWhen(Retry.backoff(settings.retries(), settings.pause()).filter(Busy.class::isInstance))
                .onErrorMap(
                        it -> !(it instanceof TokenRefused),
                        it -> new Unavailable("WeChat: " + it.getClass().getSimpleName(), null));
    }

    /** Never empty. */
    private static Mono<byte[]> body(ClientResponse response) {
        return response.statusCode().is2xxSuccessful()
                ? response.bodyToMono(byte[].class).switchIfEmpty(Mono.error(() -> new Useless("empty")))
                : response.releaseBody().then(Mono.error(() -> new Useless("status " + response.statusCode())));
    }

    private JsonNode read(byte[] body) {
        try {
            var answer = json.readTree(body);
            if (errorCode(answer) == SYSTEM_BUSY) {
                throw new Busy();
            }
            return answer;
        } catch (JacksonException unreadable) {
            throw new Useless("unreadable");
        }
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
                        .ignoreExceptions(TokenRefused.class)
                        .build());

        Gauge.builder("neighbour.breaker.state", breaker, it -> it.getState().getOrder())
                .description("0 closed, 1 open, 2 half open")
                .tag("neighbour", "wechat")
                .register(meters);

        return breaker;
    }
}
