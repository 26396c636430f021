package com.banxiang.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;
import reactor.test.publisher.TestPublisher;

/** A client that is slow to send is told from a service that is slow to read. */
class SendingTests {

    final Sending sending = Sending.keptIn(new HashMap<>());
    final TestPublisher<String> client = TestPublisher.create();

    @Test
    void isAwaitedWhileMoreIsWantedThanCame() {
        StepVerifier.create(sending.watch(client.flux()), 0)
                .then(() -> assertThat(sending.isAwaited()).isFalse())
                .thenRequest(2)
                .then(() -> assertThat(sending.isAwaited()).isTrue())
                .then(() -> client.next("a"))
                .expectNext("a")
                .then(() -> assertThat(sending.isAwaited()).isTrue())
                .then(() -> client.next("b"))
                .expectNext("b")
                .then(() -> assertThat(sending.isAwaited()).isFalse())
                .thenRequest(1)
                .then(() -> assertThat(sending.isAwaited()).isTrue())
                .then(client::complete)
                .verifyComplete();

        assertThat(sending.isAwaited()).isFalse();
    }

    @Test
    void isAwaitedByWhoTakesAllThereIs() {

        StepVerifier.create(sending.watch(client.flux()))
                .then(() -> client.next("a", "b"))
                .expectNext("a", "b")
                .then(() -> assertThat(sending.isAwaited()).isTrue())
                .then(client::complete)
                .verifyComplete();

        assertThat(sending.isAwaited()).isFalse();
    }
}
