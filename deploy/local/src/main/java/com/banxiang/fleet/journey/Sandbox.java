package com.banxiang.fleet.journey;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The control side of the vendors: what reached a phone, and what a band measures. */
public final class Sandbox {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI base;

    public Sandbox(int portOffset) {
        this.base = URI.create("http://127.0.0.1:" + (8099 + portOffset));
    }

    /** The newest code in a text message to the phone. Fails with {@link WrongAnswer} if there is none. */
    public String newestCode(String phone) {

        for (var message : messagesTo(phone)) {
            var code = message.path("params").path("code").asString("");
            if (!code.isEmpty()) {
                return code;
            }
        }

        throw new WrongAnswer("no code was sent to the phone");
    }

    /** Text messages, newest first. */
    public List<JsonNode> messagesTo(String phone) {
        return list("/_sandbox/sms?phone=" + encoded(phone));
    }

    /** WeChat messages, newest first. */
    public List<JsonNode> weChatMessagesTo(String openid) {
        return list("/_sandbox/wechat-messages?openid=" + encoded(openid));
    }

    void openWeChatSession(String code, String openid) {
        call("POST", "/_sandbox/wechat/sessions", Map.of("code", code, "openid", openid));
    }

    /** Sends readings as the band would, signed, at once; answers what became of them. */
    public JsonNode measure(String deviceId, List<Map<String, Object>> readings) {
        return call("POST", "/_sandbox/wearables/band/users/%s/records".formatted(encoded(deviceId)), readings);
    }

    void huaweiMeasures(String account, List<Map<String, Object>> readings) {
        call("POST", "/_sandbox/wearables/huawei/users/%s/records".formatted(encoded(account)), readings);
    }

    /** Makes a vendor fail the next so many times. */
    public void fault(String vendor, int status, int times) {
        call("POST", "/_sandbox/faults", Map.of("vendor", vendor, "status", status, "times", times));
    }

    public void mendFaults() {
        call("DELETE", "/_sandbox/faults", null);
    }

    private List<JsonNode> list(String path) {
        return call("GET", path, null).valueStream().toList();
    }

    private JsonNode call(String method, String path, @Nullable Object body) {

        var request = HttpRequest.newBuilder(base.resolve(path))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .method(
                        method,
                        body == null
                                ? BodyPublishers.noBody()
                                : BodyPublishers.ofByteArray(Door.JSON.writeValueAsBytes(body)))
                .build();

        try {
            var answer = client.send(request, BodyHandlers.ofByteArray());
            if (answer.statusCode() / 100 != 2) {
                throw new WrongAnswer("sandbox %s: %d".formatted(path, answer.statusCode()));
            }
            return answer.body().length == 0 ? Door.JSON.createObjectNode() : Door.JSON.readTree(answer.body());
        } catch (IOException unreachable) {
            throw new UncheckedIOException("sandbox " + path, unreachable);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new WrongAnswer("interrupted");
        }
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
