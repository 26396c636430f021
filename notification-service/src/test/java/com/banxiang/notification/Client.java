package com.banxiang.notification;

import static org.assertj.core.api.Assertions.assertThat;

import com.banxiang.testkit.TestTokens;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** How tests speak to the service: as a person's phone does, or as a neighbour. */
public final class Client {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final WebTestClient http;

    public Client(WebTestClient http) {
        this.http = http;
    }

    /** An answer, read to its end, so that its connection is free for the next request. */
    public record Answer(int status, HttpHeaders headers, String text) {

        public JsonNode json() {
            return JSON.readTree(text);
        }

        public JsonNode data() {
            return json().path("data");
        }

        public Answer expect(int expected) {
            assertThat(status).as(text).isEqualTo(expected);
            assertThat(json().path("success").asBoolean()).isTrue();
            return this;
        }

        /** No, in the envelope, with a text for people and nothing else. */
        public Answer expectRefusal(int expected, String code) {
            assertThat(status).as(text).isEqualTo(expected);
            assertThat(json().path("success").asBoolean()).isFalse();
            assertThat(json().path("error").path("code").asString()).isEqualTo(code);
            assertThat(json().path("message").asString()).isNotBlank().isNotEqualTo(code);
            assertThat(json().has("data")).isFalse();
            return this;
        }

        public Answer expectField(String code, String field) {
            expectRefusal(400, code);
            assertThat(json().path("error")
                            .path("details")
                            .valueStream()
                            .map(it -> it.path("field").asString()))
                    .as(text)
                    .contains(field);
            return this;
        }
    }

    public static String user(UUID id) {
        return "Bearer " + TestTokens.user(id);
    }

    public static String child(UUID id) {
        return "Bearer " + TestTokens.child(id);
    }

    public static String service(String name) {
        return "Service " + TestTokens.service(name, "notification-service");
    }

    public Answer get(String path, @Nullable String authorization) {
        return exchange(HttpMethod.GET, path, authorization, null, Map.of());
    }

    public Answer put(String path, @Nullable String authorization, @Nullable Object body) {
        return exchange(HttpMethod.PUT, path, authorization, body, Map.of());
    }

    public Answer post(String path, @Nullable String authorization, @Nullable Object body) {
        return exchange(HttpMethod.POST, path, authorization, body, Map.of());
    }

    public Answer delete(String path, @Nullable String authorization) {
        return exchange(HttpMethod.DELETE, path, authorization, null, Map.of());
    }

    /** @param body a text is sent as it is, anything else as JSON */
    public Answer exchange(
            HttpMethod method,
            String path,
            @Nullable String authorization,
            @Nullable Object body,
            Map<String, String> headers) {

        var request = http.method(method).uri(path).headers(it -> headers.forEach(it::set));
        if (authorization != null) {
            request.header(HttpHeaders.AUTHORIZATION, authorization);
        }
        if (body != null) {
            request.header(HttpHeaders.CONTENT_TYPE, "application/json")
                    .bodyValue(body instanceof String text ? text : JSON.writeValueAsString(body));
        }

        var answer = request.exchange().expectBody(String.class).returnResult();
        var text = answer.getResponseBody();
        return new Answer(answer.getStatus().value(), answer.getResponseHeaders(), text == null ? "" : text);
    }

    /** The same by so many at the same moment. */
    public static List<Answer> atOnce(int many, Supplier<Answer> ask) {

        var start = new CountDownLatch(many);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = IntStream.range(0, many)
                    .mapToObj(_ -> threads.submit(() -> {
                        start.countDown();
                        start.await();
                        return ask.get();
                    }))
                    .toList();
            return answers.stream().map(Client::resultOf).toList();
        }
    }

    private static Answer resultOf(Future<Answer> answer) {
        try {
            return answer.get();
        } catch (InterruptedException | ExecutionException failed) {
            throw new AssertionError(failed);
        }
    }
}
