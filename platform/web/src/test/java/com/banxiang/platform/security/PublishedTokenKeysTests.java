package com.banxiang.platform.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.banxiang.platform.web.Unavailable;
import com.banxiang.testkit.TestTokens;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.net.ConnectException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;

class PublishedTokenKeysTests {

    final ECKey first = key("first");
    final ECKey second = key("second");

    final AtomicReference<Mono<ClientResponse>> owner = new AtomicReference<>();
    final AtomicInteger asked = new AtomicInteger();
    final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-20T08:00:00Z"));
    final InstantSource source = now::get;
    final Clock clock = source.withZone(ZoneOffset.UTC);

    final TokenSettings settings = new TokenSettings(
            TestTokens.ISSUER,
            TestTokens.AUDIENCE,
            URI.create("http://owner/keys"),
            100,
            Duration.ofSeconds(60),
            Duration.ofSeconds(30));
    final WebClient client = WebClient.builder()
            .exchangeFunction(_ -> Mono.defer(owner::get).doFirst(asked::incrementAndGet))
            .build();
    final PublishedTokenKeys keys = new PublishedTokenKeys(client, settings, clock);

    @Test
    void asksOnceForAllKeysItKnows() {

        publishes(first, second);

        finds(first);
        finds(second);
        assertThat(asked).hasValue(1);
    }

    @Test
    void findsAKeyThatIsNew() {

        publishes(first);
        finds(first);
        publishes(first, second);
        passes(Duration.ofSeconds(5));

        finds(second);
    }

    @Test
    void asksNotForEveryKeyIdThatIsMadeUp() {

        publishes(first);
        finds(first);

        findsNot("made-up-1");
        findsNot("made-up-2");
        assertThat(asked).hasValue(1);

        passes(Duration.ofSeconds(5));
        findsNot("made-up-3");
        findsNot("made-up-4");
        assertThat(asked).hasValue(2);
    }

    @Test
    void forgetsAKeyThatWasWithdrawn() {

        publishes(first, second);
        finds(first);
        publishes(second);
        passes(Duration.ofMinutes(5));

        findsNot(first.getKeyID());
        finds(second);
    }

    @Test
    void keepsItsCopyWhileTheOwnerIsAwayAndAsksRarely() {

        publishes(first);
        finds(first);
        isAway();
        passes(Duration.ofHours(1));

        finds(first);
        finds(first);
        assertThat(asked).hasValue(2);
    }

    @Test
    void asksOnceForAllWhoWaitForTheSameAnswer() {

        var answer = Sinks.<ClientResponse>one();
        owner.set(answer.asMono());
        var body = new JWKSet(List.<JWK>of(first)).toString();

        StepVerifier.create(Mono.zip(keys.find(first.getKeyID()), keys.find(first.getKeyID())))
                .then(() -> answer.tryEmitValue(
                        ClientResponse.create(HttpStatus.OK).body(body).build()))
                .expectNextCount(1)
                .verifyComplete();
        assertThat(asked).hasValue(1);
    }

    @Test
    void waitsForAnOwnerOnlySoLong() {

        owner.set(Mono.never());

        StepVerifier.withVirtualTime(() -> new PublishedTokenKeys(client, settings, clock).find(first.getKeyID()))
                .thenAwait(settings.patience())
                .expectError(Unavailable.class)
                .verify(Duration.ofSeconds(60));
    }

    @Test
    void cannotTellWithoutHavingSeenAnyKey() {

        isAway();

        StepVerifier.create(keys.find(first.getKeyID())).verifyError(Unavailable.class);
    }

    private void publishes(ECKey... published) {
        var body = new JWKSet(List.<JWK>of(published)).toString();
        owner.set(Mono.fromSupplier(
                () -> ClientResponse.create(HttpStatus.OK).body(body).build()));
    }

    private void isAway() {
        owner.set(Mono.error(new ConnectException("away, for a test")));
    }

    private void passes(Duration time) {
        now.updateAndGet(it -> it.plus(time));
    }

    private void finds(ECKey key) {
        StepVerifier.create(keys.find(key.getKeyID()))
                .expectNext(key.toPublicJWK())
                .verifyComplete();
    }

    private void findsNot(String keyId) {
        StepVerifier.create(keys.find(keyId)).verifyComplete();
    }

    private static ECKey key(String id) {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID(id).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
