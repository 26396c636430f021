package com.banxiang.user;

import com.banxiang.testkit.Answer;
import com.banxiang.testkit.NeighbourStub;
import com.banxiang.testkit.Requests;
import com.banxiang.testkit.TestTokens;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** How tests speak to the service: as an elder's phone does, or as a neighbour. */
public final class Client {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String NOTIFICATIONS = "notification-service";
    private static final String SMS = "/internal/sms";

    private final Requests requests;

    public Client(WebTestClient http) {
        this.requests = new Requests(http);
    }

    /** Somebody who is signed in. */
    public record SignedIn(String phone, UUID id, String token, String refreshToken, JsonNode data) {

        public String sid() {
            return claim(token, "sid");
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
        return requests.get(path, bearer(token));
    }

    public Answer delete(String path, @Nullable String token) {
        return requests.delete(path, bearer(token));
    }

    public Answer post(String path, @Nullable String token, @Nullable Object body) {
        return requests.post(path, bearer(token), body);
    }

    public Answer put(String path, @Nullable String token, @Nullable Object body) {
        return requests.put(path, bearer(token), body);
    }

    public Answer getAs(String service, String path) {
        return requests.get(path, signed(service));
    }

    public Answer postAs(String service, String path, @Nullable Object body) {
        return requests.post(path, signed(service), body);
    }

    /** @param body a text is sent as it is, anything else as JSON */
    public Answer exchange(HttpMethod method, String path, @Nullable Object body, Map<String, String> headers) {
        return requests.exchange(method, path, null, body, headers);
    }

    public static String claim(String token, String name) {
        try {
            return SignedJWT.parse(token).getJWTClaimsSet().getStringClaim(name);
        } catch (ParseException unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    private static @Nullable String bearer(@Nullable String token) {
        return token == null ? null : "Bearer " + token;
    }

    private static String signed(String service) {
        return "Service " + TestTokens.service(service, "user-service");
    }
}
