package com.banxiang.health.webhook;

import static com.banxiang.health.Api.data;

import com.banxiang.health.Elder;
import com.banxiang.testkit.Tables;
import java.io.ByteArrayOutputStream;
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
import reactor.core.publisher.Flux;

/** A band that signs what it sends, and can be told to do it wrong. */
final class Band {

    static final String WEBHOOK = "/api/v1/webhooks/devices/band";

    private final WebTestClient client;
    private final String deviceId;
    private String secret = WebhookKeysTests.NEW;
    private long shift;

    /** One that is nobody's yet. */
    Band(WebTestClient client) {
        this.client = client;
        this.deviceId = "dev-" + UUID.randomUUID();
    }

    /** A new one, paired. */
    static Band of(Elder elder, WebTestClient client) {
        var band = new Band(client);
        data(
                elder.app()
                        .post(
                                "/api/v1/health/devices",
                                "{\"brand\": \"band\", \"externalId\": \"%s\"}".formatted(band.deviceId)),
                201);
        return band;
    }

    static String pressure(int systolic, int diastolic, Instant at) {
        return """
            {"metric": "blood_pressure", "systolic": %d, "diastolic": %d, "pulse": 78, "measuredAt": "%s"}\
            """.formatted(systolic, diastolic, at);
    }

    /** Taken just now. */
    static String spo2(int value) {
        return "{\"metric\": \"spo2\", \"value\": %d, \"measuredAt\": \"%s\"}".formatted(value, Instant.now());
    }

    /** Without a time of its own. */
    static String heartRate(int value) {
        return "{\"metric\": \"heart_rate\", \"value\": %d}".formatted(value);
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

    /** How many of its messages are remembered. */
    long remembered(Tables tables) {
        return tables.count("select count(*) from webhook_messages where device_id = ?", deviceId);
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
                    sign(it, id, timestamp, bytes);
                    but.accept(it);
                })
                .bodyValue(bytes)
                .exchange();
    }

    private void sign(HttpHeaders headers, String id, String timestamp, byte[] body) {
        headers.set("Content-Type", "application/json");
        headers.set("webhook-id", id);
        headers.set("webhook-timestamp", timestamp);
        headers.set("webhook-signature", sign(id, timestamp, body));
        headers.set("x-device-id", deviceId);
    }

    /** Without saying before how long it will be. */
    ResponseSpec sendsInPieces(byte[]... pieces) {

        var id = newId();
        var timestamp = Long.toString(Instant.now().getEpochSecond());
        var body = new ByteArrayOutputStream();
        for (var piece : pieces) {
            body.writeBytes(piece);
        }

        return client.post()
                .uri(WEBHOOK)
                .headers(it -> sign(it, id, timestamp, body.toByteArray()))
                .body(Flux.just(pieces), byte[].class)
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
