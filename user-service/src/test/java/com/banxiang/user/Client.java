package com.banxiang.user;

import com.banxiang.testkit.NeighbourStub;
import com.banxiang.testkit.TestTokens;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.BodyContentSpec;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** How tests speak to the service: as an elder's phone does, or as a neighbour. */
public final class Client {

    private static final String SMS = "/internal/sms";

    /** Somebody who is signed in. */
    public record SignedIn(String phone, UUID id, String token, String refreshToken, JsonNode answer) {}

    private final WebTestClient http;

    public Client(WebTestClient http) {
        this.http = http;
    }

    /** Nobody else uses it in this run. */
    public static String newPhone() {
        return "1%d%09d"
                .formatted(
                        ThreadLocalRandom.current().nextInt(3, 10),
                        ThreadLocalRandom.current().nextInt(1_000_000_000));
    }

    public static String newAddress() {
        var random = ThreadLocalRandom.current();
        return "2001:db8:%x:%x::%x".formatted(random.nextInt(0xffff), random.nextInt(0xffff), random.nextInt(0xffff));
    }

    public static void messagesAreSent() {
        NeighbourStub.of("notification-service").answers("POST", SMS, Map.of("messageId", "m-1"));
    }

    /** The code of the newest message to this phone. */
    public static String codeSentTo(String phone) {
        return NeighbourStub.of("notification-service").asked("POST", SMS).reversed().stream()
                .map(it -> json(it.getBodyAsString()))
                .filter(it -> it.path("phone").asString().equals(phone))
                .findFirst()
                .orElseThrow()
                .path("params")
                .path("code")
                .asString();
    }

    public static long messagesTo(String phone) {
        return NeighbourStub.of("notification-service").asked("POST", SMS).stream()
                .filter(it -> it.getBodyAsString().contains(phone))
                .count();
    }

    public ResponseSpec sendCode(String phone) {
        return sendCode(phone, newAddress());
    }

    public ResponseSpec sendCode(String phone, String address) {
        return http.post()
                .uri("/api/v1/auth/send-code")
                .header("X-Forwarded-For", address)
                .bodyValue(Map.of("phone", phone))
                .exchange();
    }

    public ResponseSpec login(String phone, String code) {
        return post("/api/v1/auth/login", null, Map.of("phone", phone, "code", code));
    }

    /** A new person, by the real way in. */
    public SignedIn signIn() {
        return signIn(newPhone());
    }

    public SignedIn signIn(String phone) {

        messagesAreSent();
        sendCode(phone).expectStatus().isOk();
        var data = data(login(phone, codeSentTo(phone)).expectStatus().isOk());

        return new SignedIn(
                phone,
                UUID.fromString(data.path("user").path("id").asString()),
                data.path("token").asString(),
                data.path("refreshToken").asString(),
                data);
    }

    public ResponseSpec get(String path, @Nullable String token) {
        return http.get().uri(path).headers(it -> bearer(it, token)).exchange();
    }

    public ResponseSpec delete(String path, @Nullable String token) {
        return http.delete().uri(path).headers(it -> bearer(it, token)).exchange();
    }

    public ResponseSpec post(String path, @Nullable String token, Object body) {
        return http.post()
                .uri(path)
                .headers(it -> bearer(it, token))
                .header("Content-Type", "application/json")
                .bodyValue(
                        body instanceof String text ? text : JsonMapper.shared().writeValueAsString(body))
                .exchange();
    }

    public ResponseSpec put(String path, @Nullable String token, Object body) {
        return http.put()
                .uri(path)
                .headers(it -> bearer(it, token))
                .header("Content-Type", "application/json")
                .bodyValue(
                        body instanceof String text ? text : JsonMapper.shared().writeValueAsString(body))
                .exchange();
    }

    public ResponseSpec serviceGet(String caller, String path) {
        return http.get().uri(path).header("Authorization", service(caller)).exchange();
    }

    public ResponseSpec servicePost(String caller, String path, Object body) {
        return http.post()
                .uri(path)
                .header("Authorization", service(caller))
                .header("Content-Type", "application/json")
                .bodyValue(
                        body instanceof String text ? text : JsonMapper.shared().writeValueAsString(body))
                .exchange();
    }

    /** What stands in the envelope. */
    public static JsonNode data(ResponseSpec answer) {
        return json(answer).path("data");
    }

    public static JsonNode json(ResponseSpec answer) {
        var body = answer.expectBody(String.class).returnResult().getResponseBody();
        return json(body == null ? "null" : body);
    }

    /** A refusal with this status and code, in the envelope. */
    public static BodyContentSpec expectRefusal(ResponseSpec answer, int status, String code) {
        answer.expectStatus().isEqualTo(status);
        return answer.expectBody()
                .jsonPath("$.success")
                .isEqualTo(false)
                .jsonPath("$.code")
                .isEqualTo(status)
                .jsonPath("$.error.code")
                .isEqualTo(code)
                .jsonPath("$.data")
                .doesNotExist();
    }

    public static BodyContentSpec expectInvalid(ResponseSpec answer, String field) {
        return expectRefusal(answer, 400, "VALIDATION_FAILED")
                .jsonPath("$.error.details[*].field")
                .value(fields -> {
                    if (!fields.toString().contains("\"" + field + "\"")) {
                        throw new AssertionError("invalid: %s (expected: %s)".formatted(fields, field));
                    }
                });
    }

    private static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text);
    }

    private static String service(String caller) {
        return "Service " + TestTokens.service(caller, "user-service");
    }

    private static void bearer(HttpHeaders headers, @Nullable String token) {
        if (token != null) {
            headers.setBearerAuth(token);
        }
    }
}
