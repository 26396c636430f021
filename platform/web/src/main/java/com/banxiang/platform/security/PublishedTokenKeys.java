package com.banxiang.platform.security;

import com.banxiang.platform.web.Unavailable;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;

/**
 * The keys their owner publishes as a JWK set.
 *
 * <p>The last copy is kept while the owner is away. An unknown key id asks again, at most once in {@link #PAUSE}: made-up
 * key ids must not become a flood of requests. A known one asks again after {@link #FRESH_FOR}: it may have been withdrawn.
 */
final class PublishedTokenKeys implements TokenKeys {

    private static final Duration PAUSE = Duration.ofSeconds(5);
    private static final Duration FRESH_FOR = Duration.ofMinutes(5);

    private record Copy(Map<String, ECKey> keys, Instant askedAt) {}

    private final WebClient client;
    private final TokenSettings settings;
    private final Clock clock;
    private final AtomicReference<@Nullable Copy> copy = new AtomicReference<>();
    private final Mono<Copy> asking;

    PublishedTokenKeys(WebClient client, TokenSettings settings, Clock clock) {
        this.client = client;
        this.settings = settings;
        this.clock = clock;
        // Everybody who asks while an answer is under way shares it; the next one asks anew.
        this.asking = ask().cacheInvalidateIf(_ -> true);
    }

    @Override
    public Mono<ECKey> find(String keyId) {

        return Mono.defer(() -> {
            var known = copy.get();
            if (known == null) {
                return asking.mapNotNull(it -> it.keys().get(keyId));
            }

            var key = known.keys().get(keyId);
            var age = Duration.between(known.askedAt(), clock.instant());
            if (age.compareTo(key == null ? PAUSE : FRESH_FOR) < 0) {
                return Mono.justOrEmpty(key);
            }

            var fresh = asking.mapNotNull(it -> it.keys().get(keyId));
            return key == null ? fresh : fresh.onErrorResume(_ -> keep(known, key));
        });
    }

    /** Its owner is away: the copy stands for another while, so that not every token waits for the owner. */
    private Mono<ECKey> keep(Copy known, ECKey key) {
        copy.compareAndSet(known, new Copy(known.keys(), clock.instant()));
        return Mono.just(key);
    }

    private Mono<Copy> ask() {

        return client.get()
                .uri(settings.jwksUri())
                .retrieve()
                .bodyToMono(String.class)
                .timeout(settings.patience())
                .map(it -> new Copy(keysOf(it), clock.instant()))
                .doOnNext(copy::set)
                .onErrorMap(it -> new Unavailable("token keys", it));
    }

    private static Map<String, ECKey> keysOf(String text) {
        try {
            return JWKSet.parse(text).getKeys().stream()
                    .filter(ECKey.class::isInstance)
                    .map(ECKey.class::cast)
                    .collect(Collectors.toUnmodifiableMap(ECKey::getKeyID, it -> it));
        } catch (ParseException unreadable) {
            throw new IllegalStateException("token keys: unreadable (expected: a JWK set)", unreadable);
        }
    }
}
