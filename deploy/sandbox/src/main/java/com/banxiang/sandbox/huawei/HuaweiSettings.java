package com.banxiang.sandbox.huawei;

import com.banxiang.sandbox.Secret;
import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The one app that is registered.
 *
 * @param redirectUri the only address a browser is sent back to
 * @param subscriberSecret Base64 of the key of notifications
 * @param webhookUrl where they go
 * @param accessLives how long an access token works
 * @param patience with the receiver of a notification
 */
@ConfigurationProperties("sandbox.huawei")
record HuaweiSettings(
        String clientId,
        Secret clientSecret,
        URI redirectUri,
        Secret subscriberSecret,
        URI webhookUrl,
        @DefaultValue("1h") Duration accessLives,
        @DefaultValue("5s") Duration patience) {}
