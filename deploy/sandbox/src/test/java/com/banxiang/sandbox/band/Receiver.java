package com.banxiang.sandbox.band;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A receiver as the page on wearables describes it, written from that page alone. */
final class Receiver implements AutoCloseable {

    record Message(Map<String, String> headers, byte[] body) {

        JsonNode json() {
            return JsonMapper.shared().readTree(body);
        }
    }

    private static final List<String> HEADERS =
            List.of("webhook-id", "webhook-timestamp", "webhook-signature", "x-device-id");

    private final Clock clock;
    private final List<String> secrets;
    private final Map<String, String> seen = new HashMap<>();
    private final Deque<Message> messages = new ArrayDeque<>();
    private final Deque<Integer> outages = new ArrayDeque<>();
    private final DisposableServer server;

    Receiver(Clock clock, List<String> secrets) {

        this.clock = clock;
        this.secrets = secrets;
        this.server = HttpServer.create()
                .host("127.0.0.1")
                .handle((request, response) -> request.receive()
                        .aggregate()
                        .asByteArray()
                        .flatMap(body -> {
                            var headers = new HashMap<String, String>();
                            request.requestHeaders()
                                    .forEach(it -> headers.put(it.getKey().toLowerCase(Locale.ROOT), it.getValue()));
                            var answer = receive(new Message(headers, body)).split(" ", 2);
                            return response.status(Integer.parseInt(answer[0]))
                                    .header("Content-Type", "application/json")
                                    .sendString(Mono.just("{\"status\":\"%s\"}".formatted(answer[1])))
                                    .then();
                        }))
                .bindNow();
    }

    URI url() {
        return URI.create("http://127.0.0.1:%s/webhook".formatted(server.port()));
    }

    synchronized void answerFirst(Integer... statuses) {
        outages.addAll(List.of(statuses));
    }

    synchronized List<Message> messages() {
        return List.copyOf(messages);
    }

    @Override
    public void close() {
        server.disposeNow();
    }

    private synchronized String receive(Message message) {

        messages.add(message);
        if (!outages.isEmpty()) {
            return outages.remove() + " outage";
        }
        if (message.body().length > 256 * 1024) {
            return "413 PAYLOAD_TOO_LARGE";
        }
        if (!message.headers().getOrDefault("content-type", "").startsWith("application/json")) {
            return "415 UNSUPPORTED_MEDIA_TYPE";
        }
        if (!message.headers().keySet().containsAll(HEADERS)) {
            return "400 MISSING_HEADER";
        }
        var timestamp = Long.parseLong(message.headers().get("webhook-timestamp"));
        if (Math.abs(clock.instant().getEpochSecond() - timestamp) > 300) {
            return "401 TIMESTAMP_OUT_OF_WINDOW";
        }
        if (secrets.stream().noneMatch(it -> isSignedBy(it, message))) {
            return "401 BAD_SIGNATURE";
        }
        return parsed(message);
    }

    private String parsed(Message message) {

        JsonNode json;
        try {
            json = message.json();
        } catch (RuntimeException _) {
            return "400 MALFORMED_REQUEST";
        }
        if (!json.path("deviceId").asString("").equals(message.headers().get("x-device-id"))
                || !json.path("id").asString("").equals(message.headers().get("webhook-id"))) {
            return "422 BODY_MISMATCH";
        }
        var before = seen.putIfAbsent(
                message.headers().get("webhook-id"), new String(message.body(), StandardCharsets.UTF_8));
        if (before == null) {
            return "202 accepted";
        }
        return before.equals(new String(message.body(), StandardCharsets.UTF_8)) ? "200 duplicate" : "409 ID_REUSED";
    }

    private static boolean isSignedBy(String secret, Message message) {

        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(Base64.getDecoder().decode(secret.substring(6)), "HmacSHA256"));
            mac.update((message.headers().get("webhook-id") + "."
                            + message.headers().get("webhook-timestamp") + ".")
                    .getBytes(StandardCharsets.UTF_8));
            var expected = "v1," + Base64.getEncoder().encodeToString(mac.doFinal(message.body()));
            return Stream.of(message.headers().get("webhook-signature").split(" "))
                    .anyMatch(it -> MessageDigest.isEqual(
                            it.getBytes(StandardCharsets.UTF_8), expected.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
