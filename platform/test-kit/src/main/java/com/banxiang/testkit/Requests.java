package com.banxiang.testkit;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.json.JsonMapper;

/** Asks the part under test, with or without an {@code Authorization}, and reads the answer to its end. */
public final class Requests {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final WebTestClient http;

    public Requests(WebTestClient http) {
        this.http = http;
    }

    public Answer get(String path, @Nullable String authorization) {
        return exchange(HttpMethod.GET, path, authorization, null, Map.of());
    }

    public Answer delete(String path, @Nullable String authorization) {
        return exchange(HttpMethod.DELETE, path, authorization, null, Map.of());
    }

    public Answer post(String path, @Nullable String authorization, @Nullable Object body) {
        return exchange(HttpMethod.POST, path, authorization, body, Map.of());
    }

    public Answer put(String path, @Nullable String authorization, @Nullable Object body) {
        return exchange(HttpMethod.PUT, path, authorization, body, Map.of());
    }

    /** @param body a text is sent as it is, anything else as JSON */
    public Answer exchange(
            HttpMethod method,
            String path,
            @Nullable String authorization,
            @Nullable Object body,
            Map<String, String> headers) {
        return exchange(method, path, Map.of(), authorization, body, headers);
    }

    /** @param variables of the path and the query, whatever is in them */
    public Answer exchange(
            HttpMethod method,
            String template,
            Map<String, String> variables,
            @Nullable String authorization,
            @Nullable Object body,
            Map<String, String> headers) {

        var request = http.method(method).uri(template, variables).header(HttpHeaders.CONTENT_TYPE, "application/json");
        if (authorization != null) {
            request.header(HttpHeaders.AUTHORIZATION, authorization);
        }
        request.headers(it -> headers.forEach(it::set));
        if (body != null) {
            request.bodyValue(body instanceof String text ? text : JSON.writeValueAsString(body));
        }

        var answer = request.exchange().expectBody(String.class).returnResult();
        var text = answer.getResponseBody();
        return new Answer(answer.getStatus().value(), answer.getResponseHeaders(), text == null ? "" : text);
    }
}
