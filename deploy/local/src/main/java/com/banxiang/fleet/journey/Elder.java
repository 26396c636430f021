package com.banxiang.fleet.journey;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Somebody of 50 to 70 with the app and a band. */
public final class Elder {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Duration CODE_PATIENCE = Duration.ofSeconds(5);

    private final Door door;
    private final Sandbox sandbox;
    private final String phone;
    private final String band;
    private final String address;
    private String token = "";
    private String id = "";

    public Elder(Door door, Sandbox sandbox) {
        this.door = door;
        this.sandbox = sandbox;
        this.phone = "1" + (3 + RANDOM.nextInt(7)) + digits(9);
        this.band = "band-" + digits(12);
        this.address = "10.%d.%d.%d".formatted(RANDOM.nextInt(256), RANDOM.nextInt(256), 1 + RANDOM.nextInt(254));
    }

    /** By a code from a text message; registers at the first time. */
    public Elder logIn() {

        door.call("POST", "/api/v1/auth/send-code", null, address, Map.of("phone", phone))
                .expect(200, "send-code");
        var code = Eventually.get("a code reaches the phone", CODE_PATIENCE, () -> sandbox.newestCode(phone));
        var answer = door.call("POST", "/api/v1/auth/login", null, address, Map.of("phone", phone, "code", code))
                .expect(200, "login");
        token = answer.data().path("token").asString();
        id = answer.data().path("user").path("id").asString();

        return this;
    }

    /** Of the account nothing stays. */
    public void erase() {

        var before = sandbox.messagesTo(phone).size();
        door.call("POST", "/api/v1/auth/send-code", null, address, Map.of("phone", phone, "purpose", "erase"))
                .expect(200, "send-code to erase");
        Eventually.holds(
                "a code reaches the phone",
                CODE_PATIENCE,
                () -> sandbox.messagesTo(phone).size() > before);
        post("/api/v1/users/me/erase", Map.of("code", sandbox.newestCode(phone)))
                .expect(200, "erase");
    }

    public Elder introduce(String nickname) {
        put("/api/v1/users/profile", Map.of("nickname", nickname, "city", "成都", "birthYear", 1958))
                .expect(200, "profile");
        return this;
    }

    public Elder consentToHealthData() {
        post("/api/v1/users/me/consents", Map.of("document", "health", "version", "2026-11"))
                .expect(200, "consent");
        return this;
    }

    public Elder pairBand() {
        post("/api/v1/health/devices", Map.of("brand", "band", "externalId", band))
                .expect(201, "pair a band");
        return this;
    }

    public String generateFamilyCode() {
        return post("/api/v1/family/generate-code", Map.of())
                .expect(201, "family code")
                .data()
                .path("code")
                .asString();
    }

    /** Readings the band takes, sent through the signed webhook. */
    public JsonNode measure(List<Map<String, Object>> readings) {
        return sandbox.measure(band, readings);
    }

    public LiveInbox listen(@Nullable String lastEventId) {
        var query = lastEventId == null ? "" : "?lastEventId=" + lastEventId;
        return LiveInbox.open(door, "/api/v1/ws/notifications" + query, token, address);
    }

    /** The newest hundred. */
    public List<JsonNode> notifications() {
        return get("/api/v1/notifications?limit=100")
                .expect(200, "notifications")
                .data()
                .path("items")
                .valueStream()
                .toList();
    }

    /** Alerts, newest first. */
    public List<JsonNode> alerts() {
        return get("/api/v1/health/alerts?limit=100")
                .expect(200, "alerts")
                .data()
                .path("items")
                .valueStream()
                .toList();
    }

    public Answer get(String path) {
        return door.call("GET", path, token, address, null);
    }

    public Answer post(String path, Object body) {
        return door.call("POST", path, token, address, body);
    }

    public Answer put(String path, @Nullable Object body) {
        return door.call("PUT", path, token, address, body);
    }

    public String id() {
        return id;
    }

    public String phone() {
        return phone;
    }

    public String band() {
        return band;
    }

    public String address() {
        return address;
    }

    /** A blood pressure as the band says it; measured now unless a time is given. */
    public static Map<String, Object> bloodPressure(int systolic, int diastolic, @Nullable String measuredAt) {
        return measuredAt == null
                ? Map.of("metric", "blood_pressure", "systolic", systolic, "diastolic", diastolic, "pulse", 78)
                : Map.of(
                        "metric",
                        "blood_pressure",
                        "systolic",
                        systolic,
                        "diastolic",
                        diastolic,
                        "pulse",
                        72,
                        "measuredAt",
                        measuredAt);
    }

    static String digits(int count) {
        var text = new StringBuilder();
        for (var i = 0; i < count; i++) {
            text.append(RANDOM.nextInt(10));
        }
        return text.toString();
    }
}
