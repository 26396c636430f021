package com.banxiang.health.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import java.util.function.Consumer;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.http.HttpHeaders;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

/** A band that signs what it sends, and can be told to do it wrong. */
final class Band {

    static final String WEBHOOK = "/api/v1/webhooks/devices/band";

    private final WebTestClient client;
    private final String deviceId;
    private String secret = WebhookKeysTests.NEW;
    private long shift;

    Band(WebTestClient client) {
        this.client = client;
        this.deviceId = "dev-" + UUID.randomUUID();
    }

    String deviceId() {
        return deviceId;
    }

    Band signingWith(String secret) {
        this.secret = secret;
        return this;
    }

    /** Its clock is wrong by so many seconds. */
    Band clockShiftedBy(long seconds) {
        this.shift = seconds;
        return this;
    }

    static String newId() {
        return "evt_" + UUID.randomUUID().toString().replace("-", "");
    }

    String message(String id, String... measurements) {
        return """
            {"id": "%s", "type": "measurement.created", "deviceId": "%s", "vendor": "generic", "sequence": 1,
             "occurredAt": "%s", "measurements": [%s]}\
            """.formatted(id, deviceId, Instant.now(), String.join(",", measurements));
    }

    ResponseSpec measures(String... measurements) {
        var id = newId();
        return sends(id, message(id, measurements));
    }

    ResponseSpec sends(String id, String body) {
        return sends(id, body, _ -> {});
    }

    /** Signs one body and sends another. */
    ResponseSpec sendsSignedAs(String id, String signed, String sent) {
        return sends(
                id,
                sent,
                it -> it.set(
                        "webhook-signature",
                        sign(id, it.getFirst("webhook-timestamp"), signed.getBytes(StandardCharsets.UTF_8))));
    }

    /** @param but changes the headers of a message that is right */
    ResponseSpec sends(String id, String body, Consumer<HttpHeaders> but) {

        var bytes = body.getBytes(StandardCharsets.UTF_8);
        var timestamp = Long.toString(Instant.now().getEpochSecond() + shift);

        return client.post()
                .uri(WEBHOOK)
                .headers(it -> {
                    it.set("Content-Type", "application/json");
                    it.set("webhook-id", id);
                    it.set("webhook-timestamp", timestamp);
                    it.set("webhook-signature", sign(id, timestamp, bytes));
                    it.set("x-device-id", deviceId);
                    but.accept(it);
                })
                .bodyValue(bytes)
                .exchange();
    }

    private String sign(String id, String timestamp, byte[] body) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(Base64.getDecoder().decode(secret.substring("whsec_".length())), "HmacSHA256"));
            mac.update((id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8));
            return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
