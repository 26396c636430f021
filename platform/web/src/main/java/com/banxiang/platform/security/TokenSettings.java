package com.banxiang.platform.security;

import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What an access token must say to be believed, and for how long a check is remembered.
 *
 * @param remembered how many verified tokens a process keeps
 * @param rememberedFor the longest a token is believed without checking its signature again
 * @param patience with whoever publishes the keys
 */
@ConfigurationProperties("banxiang.tokens")
public record TokenSettings(
        @DefaultValue("https://api.banxiang.com") String issuer,
        @DefaultValue("banxiang") String audience,

        @DefaultValue("http://127.0.0.1:8081/.well-known/jwks.json")
        URI jwksUri,

        @DefaultValue("100000") int remembered,
        @DefaultValue("60s") Duration rememberedFor,
        @DefaultValue("2s") Duration patience) {}
