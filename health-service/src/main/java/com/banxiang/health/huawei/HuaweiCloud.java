package com.banxiang.health.huawei;

import com.banxiang.platform.web.TimedOut;
import com.banxiang.platform.web.Unavailable;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.github.resilience4j.reactor.circuitbreaker.operator.CircuitBreakerOperator;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.ChannelOption;
import java.io.Serial;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClient.RequestHeadersSpec;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Asks Huawei's health cloud. Nothing is tried again here, and what a call carried gets into no exception: tokens and codes
 * travel in it.
 *
 * <p>A call fails with {@link GrantRevoked}, {@link TokenRefused}, {@link CodeRefused} or {@link TooOften} where Huawei says
 * so, and with {@link Unavailable} where it is in trouble, or we are with it.
 */
@Component
@EnableConfigurationProperties(HuaweiSettings.class)
public final class HuaweiCloud {

    private static final Logger log = LoggerFactory.getLogger(HuaweiCloud.class);

    private static final String NAME = "huawei";

    /** A dead refresh token: the person changed the password, logged out, or took the leave back. */
    private static final int DEAD = 1203;

    private static final Set<Integer> DEAD_BECAUSE = Set.of(11205, 31204);

    private static final int LARGEST_ANSWER = (int) DataSize.ofMegabytes(4).toBytes();
    private static final Duration LONGEST_WAIT = Duration.ofHours(1);
    private static final Duration USUAL_WAIT = Duration.ofMinutes(1);

    /** The person took the leave back. */
    public static final class GrantRevoked extends Refusal {

        @Serial
        private static final long serialVersionUID = 1L;

        GrantRevoked() {
            super("grant revoked");
        }
    }

    /** The access token is too old, or was never good. */
    public static final class TokenRefused extends Refusal {

        @Serial
        private static final long serialVersionUID = 1L;

        TokenRefused() {
            super("token refused");
        }
    }

    /** What the browser brought is no code, was used before, or is too old. */
    public static final class CodeRefused extends Refusal {

        @Serial
        private static final long serialVersionUID = 1L;

        CodeRefused() {
            super("code refused");
        }
    }

    /** Our quota is used up for now. */
    public static final class TooOften extends Refusal {

        @Serial
        private static final long serialVersionUID = 1L;

        private final Duration retryAfter;

        TooOften(Duration retryAfter) {
            super("too often");
            this.retryAfter = retryAfter;
        }

        public Duration retryAfter() {
            return retryAfter;
        }
    }

    /** An answer that shows Huawei to be well. */
    private abstract static class Refusal extends RuntimeException {

        @Serial
        private static final long serialVersionUID = 1L;

        Refusal(String what) {
            super(what, null, false, false);
        }
    }

    /**
     * Tokens as Huawei gives them.
     *
     * @param refreshToken absent where the one before goes on working
     * @param openId whose they are; said with the first ones only
     */
    public record Granted(
            String accessToken,
            @Nullable String refreshToken,
            Duration lives,
            Set<String> scopes,
            @Nullable String openId) {

        /** Tokens are nobody's to read. */
        @Override
        public String toString() {
            return "Granted[***]";
        }
    }

    private final HuaweiSettings settings;
    private final JsonMapper json;
    private final WebClient client;
    private final CircuitBreaker breaker;

    HuaweiCloud(HuaweiSettings settings, JsonMapper json, MeterRegistry meters) {
        this.settings = settings;
        this.json = json;
        this.client = WebClient.builder()
                .clientConnector(new ReactorClientHttpConnector(http(settings)))
                .codecs(it -> it.defaultCodecs().maxInMemorySize(LARGEST_ANSWER))
                .build();
        this.breaker = breaker(settings, meters);
    }

    /** Whether we are known there at all. */
    public boolean isConfigured() {
        return settings.clientId() != null;
    }

    /** Where the person is asked for leave. */
    public URI authorizeUrl(String state, String challenge) {

        var query = new LinkedHashMap<String, String>();
        query.put("response_type", "code");
        query.put("client_id", clientId());
        query.put("redirect_uri", redirectUri());
        query.put("scope", wantedScopes());
        query.put("state", state);
        query.put("access_type", "offline");
        query.put("display", "touch");
        query.put("code_challenge", challenge);
        query.put("code_challenge_method", "S256");
        return URI.create(settings.authorizeUrl() + "?" + form(query));
    }

    /** Never empty. */
    public Mono<Granted> exchange(String code, String verifier) {
        return tokens(Map.of(
                        "grant_type",
                        "authorization_code",
                        "code",
                        code,
                        "code_verifier",
                        verifier,
                        "redirect_uri",
                        redirectUri()))
                .checkpoint("exchange a code at Huawei");
    }

    /** Never empty. */
    public Mono<Granted> refresh(String refreshToken) {
        return tokens(Map.of("grant_type", "refresh_token", "refresh_token", refreshToken))
                .checkpoint("refresh a token at Huawei");
    }

    /** Gives the leave back. Done, too, where there is none any more. */
    public Mono<Void> revoke(String accessToken) {
        return call(client.method(HttpMethod.DELETE)
                        .uri(address("/consents/" + clientId() + "?deleteData=false"))
                        .headers(it -> it.setBearerAuth(accessToken)))
                .then()
                .checkpoint("give leave back to Huawei");
    }

    /** Whether these scopes let us read anything. */
    public boolean isReadable(Collection<String> scopes) {
        return readsSleep(scopes) || readsSamples(scopes);
    }

    public boolean readsSamples(Collection<String> scopes) {
        return !HuaweiType.samplesIn(scopes).isEmpty();
    }

    public boolean readsSleep(Collection<String> scopes) {
        return scopes.contains(HuaweiType.SLEEP.scope());
    }

    /** The answer as it came; times in the question are milliseconds. Never empty. */
    public Mono<String> samples(String accessToken, Collection<String> scopes, Instant from, Instant to) {

        var types = HuaweiType.samplesIn(scopes).stream()
                .map(it -> Map.of("dataTypeName", it.dataType()))
                .toList();
        var question = Map.of("polymerizeWith", types, "startTime", from.toEpochMilli(), "endTime", to.toEpochMilli());

        return call(client.post()
                        .uri(address("/sampleSet:polymerize"))
                        .headers(it -> it.setBearerAuth(accessToken))
                        .contentType(MediaType.APPLICATION_JSON)
                        .bodyValue(json.writeValueAsBytes(question)))
                .checkpoint("read samples at Huawei");
    }

    /** The answer as it came; times in the question are nanoseconds. Never empty. */
    public Mono<String> nights(String accessToken, Instant from, Instant to) {

        var query = new LinkedHashMap<String, String>();
        query.put("startTime", nanos(from));
        query.put("endTime", nanos(to));
        query.put("dataType", HuaweiType.SLEEP.dataType());

        return call(client.get()
                        .uri(address("/healthRecords?" + form(query)))
                        .headers(it -> it.setBearerAuth(accessToken)))
                .checkpoint("read nights at Huawei");
    }

    private Mono<Granted> tokens(Map<String, String> question) {

        var form = new LinkedHashMap<>(question);
        form.put("client_id", clientId());
        form.put("client_secret", settings.clientSecret());

        return guarded(client.post()
                .uri(settings.tokenUrl())
                .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                .bodyValue(form(form).getBytes(StandardCharsets.UTF_8))
                .exchangeToMono(answer -> body(answer).map(it -> granted(answer, it, question))));
    }

    private Mono<String> call(RequestHeadersSpec<?> question) {
        return guarded(question.header("x-client-id", clientId())
                .accept(MediaType.APPLICATION_JSON)
                .exchangeToMono(answer -> body(answer).map(it -> data(answer, it))));
    }

    private <T> Mono<T> guarded(Mono<T> call) {
        return call.timeout(settings.response())
                .onErrorMap(HuaweiCloud::trouble)
                .transformDeferred(CircuitBreakerOperator.of(breaker))
                .onErrorMap(
                        it -> it instanceof Refusal || it instanceof Unavailable ? it : new Unavailable(NAME, null));
    }

    private static Throwable trouble(Throwable failure) {
        return switch (failure) {
            case Refusal refusal -> refusal;
            case Unavailable unavailable -> unavailable;
            case TimeoutException _ -> new TimedOut(NAME, null);
            default -> new Unavailable(NAME + ": " + failure.getClass().getSimpleName(), null);
        };
    }

    private static Mono<String> body(ClientResponse answer) {
        return answer.bodyToMono(byte[].class)
                .defaultIfEmpty(new byte[0])
                .map(it -> new String(it, StandardCharsets.UTF_8));
    }

    private Granted granted(ClientResponse answer, String body, Map<String, String> question) {

        var status = answer.statusCode().value();
        var read = read(body);

        if (answer.statusCode().is2xxSuccessful()) {
            return granted(read);
        }

        if (status == 429) {
            throw new TooOften(waitOf(answer));
        }

        if (status >= 500) {
            throw new Unavailable(NAME + " " + status, null);
        }

        if (question.containsKey("code")) {
            throw new CodeRefused();
        }

        if (read.path("error").asInt(0) == DEAD
                && DEAD_BECAUSE.contains(read.path("sub_error").asInt(0))) {
            throw new GrantRevoked();
        }

        throw refusedUs(status, read.path("error").asInt(0));
    }

    private Granted granted(JsonNode read) {

        var accessToken = read.path("access_token").asString("");
        var refreshToken = read.path("refresh_token").asString("");

        if (accessToken.isEmpty()) {
            throw new Unavailable(NAME + ": no token", null);
        }

        return new Granted(
                accessToken,
                refreshToken.isEmpty() ? null : refreshToken,
                Duration.ofSeconds(read.path("expires_in").asLong(0)),
                Arrays.stream(read.path("scope").asString("").split(" ")).collect(Collectors.toUnmodifiableSet()),
                openId(read.path("id_token").asString("")));
    }

    /** The id token came from Huawei itself over a connection of ours, so its signature says nothing more. */
    private @Nullable String openId(String idToken) {

        var parts = idToken.split("\\.");

        if (parts.length < 2) {
            return null;
        }

        try {
            var claims = json.readTree(Base64.getUrlDecoder().decode(parts[1]));
            var openId = claims.path("openid").asString(claims.path("sub").asString(""));
            return openId.isEmpty() ? null : openId;
        } catch (IllegalArgumentException | JacksonException unreadable) {
            return null;
        }
    }

    private String data(ClientResponse answer, String body) {

        var status = answer.statusCode().value();

        if (answer.statusCode().is2xxSuccessful()) {
            return body;
        }

        throw switch (status) {
            case 401 -> new TokenRefused();
            case 429 -> new TooOften(waitOf(answer));
            case 500, 501, 502, 503, 504 -> new Unavailable(NAME + " " + status, null);
            default -> refusedUs(status, read(body).path("error").path("code").asInt(0));
        };
    }

    /** Our own form, app or leave is refused: somebody has to look. */
    private static Unavailable refusedUs(int status, int code) {
        log.atError().addKeyValue("status", status).addKeyValue("code", code).log("Huawei refuses us");
        return new Unavailable(NAME + " " + status, null);
    }

    private JsonNode read(String body) {
        try {
            return json.readTree(body);
        } catch (JacksonException unreadable) {
            return json.createObjectNode();
        }
    }

    private static Duration waitOf(ClientResponse answer) {

        var retryAfter = answer.headers().asHttpHeaders().getFirst(HttpHeaders.RETRY_AFTER);
        var wait = retryAfter != null && retryAfter.matches("\\d{1,6}")
                ? Duration.ofSeconds(Long.parseLong(retryAfter))
                : USUAL_WAIT;
        return wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
    }

    private String clientId() {
        return Objects.requireNonNull(settings.clientId(), "Huawei is not configured");
    }

    private String redirectUri() {
        return Objects.requireNonNull(settings.redirectUri()).toString();
    }

    private URI address(String path) {
        return URI.create(settings.apiUrl() + path);
    }

    private static String wantedScopes() {
        return Arrays.stream(HuaweiType.values())
                .map(HuaweiType::scope)
                .collect(Collectors.joining(" ", "openid ", ""));
    }

    private static String nanos(Instant time) {
        return Long.toString(Math.multiplyExact(time.toEpochMilli(), 1_000_000L));
    }

    private static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(it -> it.getKey() + "=" + URLEncoder.encode(it.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private static HttpClient http(HuaweiSettings settings) {

        var connections = ConnectionProvider.builder(NAME)
                .maxConnections(settings.connections())
                .pendingAcquireMaxCount(settings.waiting())
                .pendingAcquireTimeout(settings.connect())
                .build();

        return HttpClient.create(connections).option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int)
                settings.connect().toMillis());
    }

    /** As patient as with a neighbour; the same meter shows both. */
    private static CircuitBreaker breaker(HuaweiSettings settings, MeterRegistry meters) {

        var breaker = CircuitBreaker.of(
                NAME,
                CircuitBreakerConfig.custom()
                        .slidingWindowType(SlidingWindowType.TIME_BASED)
                        .slidingWindowSize(10)
                        .minimumNumberOfCalls(settings.least())
                        .failureRateThreshold(50)
                        .waitDurationInOpenState(Duration.ofSeconds(5))
                        .permittedNumberOfCallsInHalfOpenState(5)
                        .ignoreExceptions(Refusal.class)
                        .build());

        Gauge.builder("neighbour.breaker.state", breaker, it -> it.getState().getOrder())
                .description("0 closed, 1 open, 2 half open")
                .tag("neighbour", NAME)
                .register(meters);

        return breaker;
    }
}
