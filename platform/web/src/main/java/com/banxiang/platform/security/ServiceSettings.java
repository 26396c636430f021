package com.banxiang.platform.security;

import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who this service is, whom it calls and who calls it.
 *
 * @param service its own name
 * @param neighbours by name: where they are, and the key this service signs with for them
 * @param callers by name: the key they sign with for this service
 */
@ConfigurationProperties("banxiang")
public record ServiceSettings(
        Self service,
        @DefaultValue Map<String, Neighbour> neighbours,
        @DefaultValue Map<String, CallerKey> callers) {

    public record Self(String name) {}

    /** @param key null while nothing internal is asked of it */
    public record Neighbour(URI url, @Nullable ServiceKey key) {}

    public record CallerKey(ServiceKey key) {}
}
