package com.banxiang.user;

import static org.assertj.core.api.Assertions.assertThat;

import com.banxiang.testkit.NeighbourStub;
import com.banxiang.testkit.TestTokens;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** How tests speak to the service: as an elder's phone does, or as a neighbour. */
public final class Client {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String NOTIFICATIONS = "notification-service";
    private static final String SMS = "/internal/sms";

    private final WebTestClient http;

    public Client(WebTestClient http) {
        this.http = http;
    }

    /** Somebody who is signed in. */
    public record SignedIn(String phone, UUID id, String token, String refreshToken, JsonNode data) {

        public String sid() {
            return claim(token, "sid");
        }
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
            assertThat(json().path("code").asInt()).isEqualTo(expected);
            return this;
        }

        /** No, in the envelope, with a text for people and nothing else. */
        public Answer expectRefusal(int expected, String code) {
            assertThat(status).as(text).isEqualTo(expected);
            assertThat(json().path("success").asBoolean()).isFalse();
            assertThat(json().path("code").asInt()).isEqualTo(expected);
            assertThat(json().path("error").path("code").asString()).isEqualTo(code);
            assertThat(json().path("message").asString()).isNotBlank().isNotEqualTo(code);
            assertThat(json().has("data")).isFalse();
            assertThat(json().path("requestId").asString()).isNotBlank();
            return this;
        }

        public Answer expectInvalid(String field) {
            expectRefusal(400, "VALIDATION_FAILED");
            assertThat(fields()).as(text).contains(field);
            return this;
        }

        public Answer expectMalformed(String field) {
            expectRefusal(400, "MALFORMED_REQUEST");
            assertThat(fields()).as(text).contains(field);
            return this;
        }

        public long retryAfter() {
            return headers.getFirst(HttpHeaders.RETRY_AFTER) instanceof String seconds ? Long.parseLong(seconds) : -1;
        }

        private List<String> fields() {
            return json().path("error")
                    .path("details")
                    .valueStream()
                    .map(it -> it.path("field").asString())
                    .toList();
        }
    }

    /** Nobody else uses it in this run. */
    public static String newPhone() {
        var random = ThreadLocalRandom.current();
        return "1%d%09d".formatted(random.nextInt(3, 10), random.nextInt(1_000_000_000));
    }

    public static String newAddress() {
        var random = ThreadLocalRandom.current();
        return "2001:db8:%x:%x::%x".formatted(random.nextInt(0xffff), random.nextInt(0xffff), random.nextInt(0xffff));
    }

    public static NeighbourStub messagesAreSent() {
        return NeighbourStub.of(NOTIFICATIONS).answers("POST", SMS, Map.of("messageId", "m-1"));
    }

    /** Everything notification-service was asked to send to this phone, the newest last. */
    public static List<JsonNode> messagesTo(String phone) {
        return NeighbourStub.of(NOTIFICATIONS).asked("POST", SMS).stream()
                .map(it -> JSON.readTree(it.getBodyAsString()))
                .filter(it -> it.path("phone").asString().equals(phone))
                .toList();
    }

    public static String codeSentTo(String phone) {
        return messagesTo(phone).getLast().path("params").path("code").asString();
    }

    /** A code that is not the one. */
    public static String notThe(String code) {
        return code.equals("000000") ? "000001" : "000000";
    }

    public Answer sendCode(String phone) {
        return sendCode(phone, newAddress());
    }

    public Answer sendCode(String phone, String address) {
        return exchange(
                HttpMethod.POST, "/api/v1/auth/send-code", Map.of("phone", phone), Map.of("X-Forwarded-For", address));
    }

    public Answer login(String phone, String code) {
        return post("/api/v1/auth/login", null, Map.of("phone", phone, "code", code));
    }

    /** A new person, by the real way in. */
    public SignedIn signIn() {
        return signIn(newPhone());
    }

    public SignedIn signIn(String phone) {

        messagesAreSent();
        sendCode(phone).expect(200);
        return signedIn(phone, login(phone, codeSentTo(phone)).expect(200).data());
    }

    public static SignedIn signedIn(String phone, JsonNode data) {
        return new SignedIn(
                phone,
                UUID.fromString(data.path("user").path("id").asString()),
                data.path("token").asString(),
                data.path("refreshToken").asString(),
                data);
    }

    public Answer get(String path, @Nullable String token) {
        return exchange(HttpMethod.GET, path, null, bearer(token));
    }

    public Answer delete(String path, @Nullable String token) {
        return exchange(HttpMethod.DELETE, path, null, bearer(token));
    }

    public Answer post(String path, @Nullable String token, @Nullable Object body) {
        return exchange(HttpMethod.POST, path, body, bearer(token));
    }

    public Answer put(String path, @Nullable String token, @Nullable Object body) {
        return exchange(HttpMethod.PUT, path, body, bearer(token));
    }

    public Answer getAs(String service, String path) {
        return exchange(HttpMethod.GET, path, null, signed(service));
    }

    public Answer postAs(String service, String path, @Nullable Object body) {
        return exchange(HttpMethod.POST, path, body, signed(service));
    }

    /** @param body a text is sent as it is, anything else as JSON */
    public Answer exchange(HttpMethod method, String path, @Nullable Object body, Map<String, String> headers) {

        var request = http.method(method).uri(path).header("Content-Type", "application/json");
        request.headers(it -> headers.forEach(it::set));
        if (body != null) {
            request.bodyValue(body instanceof String text ? text : JSON.writeValueAsString(body));
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

    public static String claim(String token, String name) {
        try {
            return SignedJWT.parse(token).getJWTClaimsSet().getStringClaim(name);
        } catch (ParseException unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    private static Answer resultOf(Future<Answer> answer) {
        try {
            return answer.get();
        } catch (InterruptedException | ExecutionException failed) {
            throw new AssertionError(failed);
        }
    }

    private static Map<String, String> bearer(@Nullable String token) {
        return token == null ? Map.of() : Map.of("Authorization", "Bearer " + token);
    }

    private static Map<String, String> signed(String service) {
        return Map.of("Authorization", "Service " + TestTokens.service(service, "user-service"));
    }
}
