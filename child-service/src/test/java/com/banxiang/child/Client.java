package com.banxiang.child;

import com.banxiang.testkit.AtOnce;
import com.banxiang.testkit.TestTokens;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.BodyContentSpec;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** How tests speak to the service: as a child's mini-program does, or as a neighbour. */
public final class Client {

    private final WebTestClient http;

    public Client(WebTestClient http) {
        this.http = http;
    }

    public ResponseSpec get(String path, @Nullable String token) {
        return ask(HttpMethod.GET, path, token, null);
    }

    public ResponseSpec delete(String path, @Nullable String token) {
        return ask(HttpMethod.DELETE, path, token, null);
    }

    public ResponseSpec post(String path, @Nullable String token, @Nullable Object body) {
        return ask(HttpMethod.POST, path, token, body);
    }

    public ResponseSpec put(String path, @Nullable String token, @Nullable Object body) {
        return ask(HttpMethod.PUT, path, token, body);
    }

    /** A body that is a text is sent as it is. */
    public ResponseSpec ask(HttpMethod method, String path, @Nullable String token, @Nullable Object body) {

        var request = http.method(method).uri(path).headers(it -> bearer(it, token));
        return body == null
                ? request.exchange()
                : request.header(HttpHeaders.CONTENT_TYPE, "application/json")
                        .bodyValue(body instanceof String text ? text : json(body))
                        .exchange();
    }

    public ResponseSpec askAs(String service, HttpMethod method, String path) {
        return http.method(method)
                .uri(path)
                .header(HttpHeaders.AUTHORIZATION, serviceToken(service))
                .exchange();
    }

    public ResponseSpec askAs(String service, UUID elder, HttpMethod method, String path) {
        return http.method(method)
                .uri(path)
                .header(HttpHeaders.AUTHORIZATION, serviceToken(service))
                .header("X-Acting-For", "user:" + elder)
                .exchange();
    }

    /** What stands in the envelope. */
    public static JsonNode data(ResponseSpec answer) {
        return json(answer).path("data");
    }

    public static JsonNode json(ResponseSpec answer) {
        var body = answer.expectBody(String.class).returnResult().getResponseBody();
        return JsonMapper.shared().readTree(body == null ? "null" : body);
    }

    /** A refusal with this status and code, in the envelope. */
    public static BodyContentSpec expectRefusal(ResponseSpec answer, int status, String code) {

        var body = answer.expectBody();
        answer.expectStatus().isEqualTo(status);

        return body.jsonPath("$.success")
                .isEqualTo(false)
                .jsonPath("$.code")
                .isEqualTo(status)
                .jsonPath("$.error.code")
                .isEqualTo(code)
                .jsonPath("$.requestId")
                .isNotEmpty()
                .jsonPath("$.data")
                .doesNotExist();
    }

    public static BodyContentSpec expectInvalid(ResponseSpec answer, String field) {
        return expectRefusal(answer, 400, "VALIDATION_FAILED")
                .jsonPath("$.error.details[0].field")
                .isEqualTo(field);
    }

    public static BodyContentSpec expectMalformed(ResponseSpec answer, String field) {
        return expectRefusal(answer, 400, "MALFORMED_REQUEST")
                .jsonPath("$.error.details[0].field")
                .isEqualTo(field);
    }

    /** The same by so many at the same moment; their answers, envelope and all. */
    public static List<JsonNode> atOnce(int many, Supplier<ResponseSpec> ask) {
        return AtOnce.by(many, () -> json(ask.get()));
    }

    public static List<JsonNode> atOnce(List<Supplier<ResponseSpec>> asks) {

        return AtOnce.by(asks.stream()
                .map(ask -> (Supplier<JsonNode>) () -> json(ask.get()))
                .toList());
    }

    private static String serviceToken(String service) {
        return "Service " + TestTokens.service(service, "child-service");
    }

    private static void bearer(HttpHeaders headers, @Nullable String token) {
        if (token != null) {
            headers.setBearerAuth(token);
        }
    }

    private static String json(Object body) {
        return JsonMapper.shared().writeValueAsString(body);
    }
}
