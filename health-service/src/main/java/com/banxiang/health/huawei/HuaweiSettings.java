package com.banxiang.health.huawei;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How Huawei's health cloud is reached, and as whom. Without a client id nobody can link a device of this brand.
 *
 * @param clientId the app id, which stands in addresses
 * @param redirectUri the address of our callback, as registered there
 * @param subscriberSecret Base64 of the key by which notifications are signed
 * @param connect until a connection stands
 * @param response for one call
 * @param connections at most
 * @param waiting calls that wait for a connection at most
 * @param least so many calls within ten seconds before the breaker judges
 */
@ConfigurationProperties("banxiang.devices.huawei")
record HuaweiSettings(
        @Nullable String clientId,
        @DefaultValue("") String clientSecret,
        @Nullable URI redirectUri,
        @DefaultValue("") String subscriberSecret,

        @DefaultValue("https://oauth-login.cloud.huawei.com/oauth2/v3/authorize")
        URI authorizeUrl,

        @DefaultValue("https://oauth-login.cloud.huawei.com/oauth2/v3/token")
        URI tokenUrl,

        @DefaultValue("https://health-api.cloud.huawei.com/healthkit/v2")
        URI apiUrl,

        @DefaultValue("2s") Duration connect,
        @DefaultValue("5s") Duration response,
        @DefaultValue("32") int connections,
        @DefaultValue("128") int waiting,
        @DefaultValue("20") int least) {

    HuaweiSettings {
        if (clientId != null && (clientSecret.isEmpty() || redirectUri == null)) {
            throw new IllegalArgumentException(
                    "banxiang.devices.huawei: a client-id alone (expected: client-secret and redirect-uri, too)");
        }
    }

    @Override
    public String toString() {
        return "HuaweiSettings[clientId=%s, apiUrl=%s, secrets=***]".formatted(clientId, apiUrl);
    }
}
