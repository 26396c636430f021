package com.banxiang.platform.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.banxiang.platform.web.ErrorCode;
import com.banxiang.platform.web.Refused;
import com.banxiang.platform.web.Unavailable;
import com.banxiang.testkit.TestTokens;
import com.nimbusds.jose.jwk.ECKey;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class AccessTokensTests {

    final TokenSettings settings = new TokenSettings(
            TestTokens.ISSUER, TestTokens.AUDIENCE, URI.create(TestTokens.jwksUri()), 100, Duration.ofSeconds(60));

    final AtomicReference<Instant> now = new AtomicReference<>(Instant.now());
    final InstantSource source = now::get;
    final Clock clock = source.withZone(ZoneOffset.UTC);
    final TokenKeys published = new PublishedTokenKeys(WebClient.create(), settings, Clock.systemUTC());
    final AtomicInteger lookedUp = new AtomicInteger();
    final TokenKeys counted = keyId -> published.find(keyId).doOnSubscribe(_ -> lookedUp.incrementAndGet());
    final AccessTokens tokens = new AccessTokens(counted, settings, clock);

    @Test
    void checksTheSignatureOfATokenOnce() {

        var token = TestTokens.user(UUID.randomUUID());

        StepVerifier.create(tokens.verify(token).repeat(9)).expectNextCount(10).verifyComplete();

        assertThat(lookedUp).hasValue(1);
    }

    @Test
    void refusesARememberedTokenFromTheMomentItEnds() {

        var token = TestTokens.user(UUID.randomUUID(), it -> it.lasting(Duration.ofSeconds(30)));
        StepVerifier.create(tokens.verify(token)).expectNextCount(1).verifyComplete();

        now.updateAndGet(it -> it.plusSeconds(31));

        StepVerifier.create(tokens.verify(token)).verifyErrorMatches(it -> is(it, ErrorCode.TOKEN_EXPIRED));
        assertThat(lookedUp).hasValue(1);
    }

    @Test
    void looksNoKeyUpForATokenThatCannotBeOurs() {

        StepVerifier.create(tokens.verify(TestTokens.user(UUID.randomUUID(), it -> it.issuer("another"))))
                .verifyErrorMatches(it -> is(it, ErrorCode.UNAUTHENTICATED));

        assertThat(lookedUp).hasValue(0);
    }

    @Test
    void doesNotRememberARefusal() {

        var keys = new AtomicReference<Mono<ECKey>>(Mono.error(new Unavailable("token keys", null)));
        var door = new AccessTokens(keyId -> keys.get().switchIfEmpty(published.find(keyId)), settings, clock);
        var token = TestTokens.user(UUID.randomUUID());

        StepVerifier.create(door.verify(token)).verifyError(Unavailable.class);
        keys.set(Mono.empty());

        StepVerifier.create(door.verify(token)).expectNextCount(1).verifyComplete();
    }

    private static boolean is(Throwable failure, ErrorCode code) {
        return failure instanceof Refused refused && refused.code() == code;
    }
}
