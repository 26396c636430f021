package com.banxiang.user.token;

import com.banxiang.platform.security.TokenKeys;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * The keys of this service. It checks tokens with them directly instead of asking itself over HTTP, as the other
 * services do.
 */
@Component
@EnableConfigurationProperties(SigningSettings.class)
final class SigningKeys implements TokenKeys {

    private final SigningKey current;
    private final Map<String, ECKey> shown;

    SigningKeys(SigningSettings settings) {

        this.current = SigningKey.of(settings.keys().getFirst());
        this.shown = new LinkedHashMap<>();
        settings.keys().forEach(it -> shown.put(it.kid(), SigningKey.of(it).shown()));
    }

    @Override
    public Mono<ECKey> find(String keyId) {
        return Mono.justOrEmpty(shown.get(keyId));
    }

    SigningKey current() {
        return current;
    }

    /** Public halves only. */
    JWKSet published() {
        return new JWKSet(shown.values().stream().map(JWK.class::cast).toList());
    }
}
