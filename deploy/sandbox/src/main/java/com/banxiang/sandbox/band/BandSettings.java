package com.banxiang.sandbox.band;

import com.banxiang.sandbox.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the readings go and how they are signed.
 *
 * @param secret the brand's newest secret, <code>whsec_…</code>
 * @param olderSecret the one before it, if the receiver still knows it
 * @param webhookUrl the device webhook
 * @param pauses before each further try of a message that was not taken
 * @param patience with the receiver, which promises an answer within two seconds
 */
@ConfigurationProperties("sandbox.band")
record BandSettings(
        Secret secret,
        @Nullable Secret olderSecret,
        URI webhookUrl,

        @DefaultValue({"5s", "30s", "2m", "10m", "1h", "6h"})
        List<Duration> pauses,

        @DefaultValue("5s") Duration patience) {

    BandSettings {
        WebhookSecret.of(secret.value());
    }
}
