package com.banxiang.sandbox.huawei;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.Base64;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Tells the app that an account has something new, and nothing more. */
@Component
final class SendNotification {

    private static final String TYPE = "SAMPLE_POINT_EVENT$UPDATE";

    private final HuaweiSettings settings;
    private final JsonMapper json;
    private final Clock clock;
    private final WebClient client = WebClient.create();

    SendNotification(HuaweiSettings settings, JsonMapper json, Clock clock) {
        this.settings = settings;
        this.json = json;
        this.clock = clock;
    }

    /** The status it was answered with; 0 where there was no answer. Never empty and never fails. */
    Mono<Integer> handle(String openId, boolean isSignedRight) {

        var time = Long.toString(clock.instant().toEpochMilli());
        var signature = sign(openId, time);
        return client.post()
                .uri(settings.webhookUrl())
                .contentType(MediaType.APPLICATION_JSON)
                .header("x-notification-signature", isSignedRight ? signature : sign(openId, "0"))
                .bodyValue(json.writeValueAsBytes(Map.of("openId", openId, "eventType", TYPE, "eventTime", time)))
                .exchangeToMono(
                        it -> it.releaseBody().thenReturn(it.statusCode().value()))
                .timeout(settings.patience())
                .onErrorReturn(0);
    }

    private String sign(String openId, String time) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(
                    Base64.getDecoder().decode(settings.subscriberSecret().value()), "HmacSHA256"));
            var text = "%s_%s_%s".formatted(openId, TYPE, time);
            return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
