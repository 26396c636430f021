package com.banxiang.platform.remote;

import com.banxiang.platform.security.Account;
import com.banxiang.platform.security.CallingService;
import com.banxiang.platform.security.ServiceTokens;
import com.banxiang.platform.telemetry.TraceContext;
import com.banxiang.platform.web.RequestContext;
import com.banxiang.platform.web.TimedOut;
import com.banxiang.platform.web.Unavailable;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.reactor.circuitbreaker.operator.CircuitBreakerOperator;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClient.RequestBodySpec;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One service this one asks: signed, traced, within a time, behind a breaker.
 *
 * <p>Every call answers what stands in the envelope's {@code data}, empty if nothing does. It fails with
 * {@link NeighbourRefused} where the neighbour says no, with {@link TimedOut} or {@link Unavailable} where it is in trouble.
 * Nothing is tried again here: whether that is right only the caller knows.
 */
public final class Neighbour {

    private static final String NO_CODE = "";

    private final String name;
    private final WebClient client;
    private final ServiceTokens tokens;
    private final JsonMapper json;
    private final CircuitBreaker breaker;
    private final Duration patience;
    private final @Nullable Account actingFor;

    Neighbour(
            String name,
            WebClient client,
            ServiceTokens tokens,
            JsonMapper json,
            CircuitBreaker breaker,
            Duration patience,
            @Nullable Account actingFor) {
        this.name = name;
        this.client = client;
        this.tokens = tokens;
        this.json = json;
        this.breaker = breaker;
        this.patience = patience;
        this.actingFor = actingFor;
    }

    /** The same neighbour with another limit to a call. */
    public Neighbour within(Duration limit) {
        return new Neighbour(name, client, tokens, json, breaker, limit, actingFor);
    }

    /** The same neighbour, told for whom this service asks. */
    public Neighbour actingFor(Account account) {
        return new Neighbour(name, client, tokens, json, breaker, patience, account);
    }

    public <T> Mono<T> get(Class<T> type, String path, Object... variables) {
        return call(HttpMethod.GET, null, path, variables).mapNotNull(it -> read(it, type));
    }

    public <T> Mono<T> post(Class<T> type, Object body, String path, Object... variables) {
        return call(HttpMethod.POST, body, path, variables).mapNotNull(it -> read(it, type));
    }

    /** Where nothing is answered that anybody would read. */
    public Mono<Void> put(Object body, String path, Object... variables) {
        return call(HttpMethod.PUT, body, path, variables).then();
    }

    public Mono<Void> delete(String path, Object... variables) {
        return call(HttpMethod.DELETE, null, path, variables).then();
    }

    private Mono<JsonNode> call(HttpMethod method, @Nullable Object body, String path, Object... variables) {

        return RequestContext.current().flatMap(request -> {
            var spec = client.method(method)
                    .uri(path, variables)
                    .headers(it -> write(it, request))
                    .accept(MediaType.APPLICATION_JSON);

            return with(body, spec)
                    .exchangeToMono(this::answer)
                    .timeout(patience)
                    .onErrorMap(this::trouble)
                    .transformDeferred(CircuitBreakerOperator.of(breaker))
                    .onErrorMap(it -> it instanceof NeighbourRefused || it instanceof Unavailable
                            ? it
                            : new Unavailable(name, it));
        });
    }

    private WebClient.RequestHeadersSpec<?> with(@Nullable Object body, RequestBodySpec spec) {
        return body == null
                ? spec
                : spec.contentType(MediaType.APPLICATION_JSON).bodyValue(json.writeValueAsBytes(body));
    }

    private void write(HttpHeaders headers, RequestContext request) {

        headers.set(HttpHeaders.AUTHORIZATION, tokens.authorizationFor(name));
        headers.set(RequestContext.REQUEST_ID, request.requestId());
        headers.set(TraceContext.HEADER, request.trace().header());
        headers.set(HttpHeaders.ACCEPT_LANGUAGE, request.language().toLanguageTag());

        if (actingFor != null) {
            headers.set(CallingService.ACTING_FOR, actingFor.text());
        }
    }

    private Mono<JsonNode> answer(ClientResponse response) {

        var status = response.statusCode();

        if (status.is2xxSuccessful()) {
            return response.bodyToMono(byte[].class)
                    .map(json::readTree)
                    .onErrorMap(JacksonException.class, it -> new Unavailable(name + ": unreadable", it))
                    .mapNotNull(envelope -> envelope.get("data"))
                    .filter(data -> !data.isNull());
        }

        if (status.is4xxClientError()) {
            return response.bodyToMono(byte[].class)
                    .map(this::codeIn)
                    .defaultIfEmpty(NO_CODE)
                    .flatMap(code -> Mono.error(() -> refusal(response, code)));
        }

        return response.releaseBody().then(Mono.error(() -> new Unavailable(name + " " + status.value(), null)));
    }

    /** Who stands in front of a neighbour, or its server itself, says no without an envelope; it is a no all the same. */
    private String codeIn(byte[] body) {
        try {
            return json.readTree(body).path("error").path("code").asString(NO_CODE);
        } catch (JacksonException noEnvelope) {
            return NO_CODE;
        }
    }

    private NeighbourRefused refusal(ClientResponse response, String code) {

        var retryAfter = response.headers().asHttpHeaders().getFirst(HttpHeaders.RETRY_AFTER);
        var wait = retryAfter != null && retryAfter.matches("\\d{1,6}")
                ? Duration.ofSeconds(Long.parseLong(retryAfter))
                : null;

        return new NeighbourRefused(name, response.statusCode().value(), code, wait);
    }

    private Throwable trouble(Throwable failure) {
        return switch (failure) {
            case NeighbourRefused refused -> refused;
            case Unavailable unavailable -> unavailable;
            case TimeoutException late -> new TimedOut(name, late);
            default -> new Unavailable(name, failure);
        };
    }

    private <T> T read(JsonNode data, Class<T> type) {
        try {
            return json.treeToValue(data, type);
        } catch (JacksonException unreadable) {
            throw new Unavailable(name + ": unreadable", unreadable);
        }
    }
}
