package com.banxiang.gateway.door;

import java.net.URI;
import java.time.Duration;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which pages elsewhere may read our answers.
 *
 * @param origins as a browser spells them, {@code https://admin.banxiang.com}; none at first, and never a pattern
 * @param remembered how long a browser need not ask again
 */
@ConfigurationProperties("banxiang.gateway.cross-origin")
record CrossOriginSettings(
        @DefaultValue Set<String> origins,
        @DefaultValue("1h") Duration remembered) {

    CrossOriginSettings {
        for (var origin : origins) {
            if (!isOrigin(URI.create(origin))) {
                throw new IllegalArgumentException(
                        "origin: %s (expected: as https://admin.banxiang.com)".formatted(origin));
            }
        }
    }

    private static boolean isOrigin(URI uri) {
        return ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()))
                && uri.getHost() != null
                && uri.getRawPath().isEmpty()
                && uri.getRawQuery() == null
                && uri.getRawFragment() == null
                && uri.getRawUserInfo() == null;
    }
}
