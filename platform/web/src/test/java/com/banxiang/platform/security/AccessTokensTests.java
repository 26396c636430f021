package com.banxiang.platform.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.banxiang.platform.web.ErrorCode;
import com.banxiang.platform.web.Refused;
import com.banxiang.platform.web.Unavailable;
import com.banxiang.testkit.TestTokens;
import com.banxiang.testkit.Token;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class AccessTokensTests {

    final TokenSettings settings = new TokenSettings(
            TestTokens.ISSUER,
            TestTokens.AUDIENCE,
            URI.create(TestTokens.jwksUri()),
            100,
            Duration.ofSeconds(60),
            Duration.ofSeconds(30));

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

    static Stream<UnaryOperator<Token>> notOurs() {
        return Stream.of(
                it -> it.issuer("another"), it -> it.audience("another"), Token::unsigned, Token::confusingAlgorithms);
    }

    @ParameterizedTest
    @MethodSource("notOurs")
    void looksNoKeyUpForATokenThatCannotBeOurs(UnaryOperator<Token> but) {

        StepVerifier.create(tokens.verify(TestTokens.user(UUID.randomUUID(), but)))
                .verifyErrorMatches(it -> is(it, ErrorCode.UNAUTHENTICATED));

        assertThat(lookedUp).hasValue(0);
    }

    @Test
    void takesNoTokenThatDoesNotNameItsKey() throws JOSEException {

        var key = new ECKeyGenerator(Curve.P_256).generate();
        var door = new AccessTokens(_ -> Mono.just(key), settings, clock);

        StepVerifier.create(door.verify(signed(key, new JWSHeader.Builder(JWSAlgorithm.ES256).keyID("named"))))
                .expectNextCount(1)
                .verifyComplete();
        StepVerifier.create(door.verify(signed(key, new JWSHeader.Builder(JWSAlgorithm.ES256))))
                .verifyErrorMatches(it -> is(it, ErrorCode.UNAUTHENTICATED));
    }

    @Test
    void asksForTheKeyAgainWhenATokenWasRememberedLongEnough() {

        var forAMoment = new TokenSettings(
                settings.issuer(),
                settings.audience(),
                settings.jwksUri(),
                settings.remembered(),
                Duration.ofNanos(1),
                settings.patience());
        var withdrawn = new AtomicBoolean();
        var door = new AccessTokens(keyId -> withdrawn.get() ? Mono.empty() : published.find(keyId), forAMoment, clock);
        var token = TestTokens.user(UUID.randomUUID());
        StepVerifier.create(door.verify(token)).expectNextCount(1).verifyComplete();

        withdrawn.set(true);

        StepVerifier.create(door.verify(token)).verifyErrorMatches(it -> is(it, ErrorCode.UNAUTHENTICATED));
    }

    @Test
    void remembersNoMoreTokensThanItMay() {

        var forOne = new TokenSettings(
                settings.issuer(),
                settings.audience(),
                settings.jwksUri(),
                1,
                settings.rememberedFor(),
                settings.patience());
        var door = new AccessTokens(counted, forOne, clock);
        var all = Stream.generate(() -> TestTokens.user(UUID.randomUUID()))
                .limit(10)
                .toList();

        for (var round = 0; round < 2; round++) {
            StepVerifier.create(Flux.fromIterable(all).concatMap(door::verify))
                    .expectNextCount(10)
                    .verifyComplete();
        }

        assertThat(lookedUp).hasValueGreaterThanOrEqualTo(19);
    }

    @Test
    void remembersAHundredThousandForAMinuteUnlessItIsToldOtherwise() {

        var usual =
                new Binder(new MapConfigurationPropertySource()).bindOrCreate("banxiang.tokens", TokenSettings.class);

        assertThat(usual.remembered()).isEqualTo(100_000);
        assertThat(usual.rememberedFor()).isEqualTo(Duration.ofSeconds(60));
        assertThat(usual.issuer()).isEqualTo("https://api.banxiang.com");
        assertThat(usual.audience()).isEqualTo("banxiang");
    }

    @Test
    void readsNoTokenThatIsLongerThanAnyOfOurs() {

        var endless = TestTokens.user(UUID.randomUUID(), it -> it.with("note", "x".repeat(5000)));

        StepVerifier.create(tokens.verify(endless)).verifyErrorMatches(it -> is(it, ErrorCode.UNAUTHENTICATED));
        assertThat(lookedUp).hasValue(0);
    }

    @Test
    void tellsAForgerNotThatTheTimeIsOver() {

        var forged = TestTokens.user(UUID.randomUUID(), it -> it.expired().forged());

        StepVerifier.create(tokens.verify(forged)).verifyErrorMatches(it -> is(it, ErrorCode.UNAUTHENTICATED));
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

    private String signed(ECKey key, JWSHeader.Builder header) throws JOSEException {

        var claims = new JWTClaimsSet.Builder()
                .issuer(settings.issuer())
                .audience(settings.audience())
                .subject(UUID.randomUUID().toString())
                .claim("typ", "user")
                .claim("sid", UUID.randomUUID().toString())
                .expirationTime(Date.from(now.get().plusSeconds(60)));
        var token = new SignedJWT(header.build(), claims.build());
        token.sign(new ECDSASigner(key));
        return token.serialize();
    }

    private static boolean is(Throwable failure, ErrorCode code) {
        return failure instanceof Refused refused && refused.code() == code;
    }
}
