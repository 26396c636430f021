package com.banxiang.gateway;

import static com.banxiang.gateway.Visitors.bearer;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.banxiang.testkit.CapturedLogs;
import com.banxiang.testkit.EdgeTest;
import com.banxiang.testkit.TestTokens;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.core.publisher.Mono;

/** When a service is no longer asked, and when again. Each test has a service to itself, and so a breaker. */
@EdgeTest(
        properties = {
            "banxiang.gateway.forward.breaker.minimum-calls=6",
            "banxiang.gateway.forward.breaker.window=60s",
            "banxiang.gateway.forward.breaker.open-for=5s",
            "banxiang.gateway.forward.breaker.trials=2",
            "banxiang.gateway.limits.account=100000"
        })
class BreakerApiTests {

    static final int MANY = 24;

    static final FakeService ACTIVITY = new FakeService("activity-service");
    static final FakeService MEDICAL = new FakeService("medical-service");
    static final FakeService COMMUNITY = new FakeService("community-service");
    static final FakeService NOTIFICATION = new FakeService("notification-service");
    static final FakeService PAYMENT = new FakeService("payment-service");
    static final FakeService HEALTH = new FakeService("health-service");

    final String token = TestTokens.user(UUID.randomUUID());

    @Autowired
    WebTestClient anybody;

    @Autowired
    MeterRegistry meters;

    @LocalServerPort
    int port;

    @DynamicPropertySource
    static void fleet(DynamicPropertyRegistry properties) {
        Fleet.describe(properties);
        properties.add("banxiang.neighbours.activity-service.url", ACTIVITY::url);
        properties.add("banxiang.neighbours.medical-service.url", MEDICAL::url);
        properties.add("banxiang.neighbours.community-service.url", COMMUNITY::url);
        properties.add("banxiang.neighbours.notification-service.url", NOTIFICATION::url);
        properties.add("banxiang.neighbours.payment-service.url", PAYMENT::url);
        properties.add("banxiang.neighbours.health-service.url", HEALTH::url);
    }

    @Test
    void stopsAskingWhoDoesNotAnswerAndBeginsAgainWhenItDoes() {

        opensFor(ACTIVITY, "/api/v1/travel/x");

        // Even a service that is back is left alone for a while.
        call("/api/v1/travel/x")
                .expectStatus()
                .isEqualTo(503)
                .expectHeader()
                .exists(HttpHeaders.RETRY_AFTER)
                .expectBody()
                .jsonPath("$.error.code")
                .isEqualTo("UPSTREAM_UNAVAILABLE");
        assertThat(ACTIVITY.asked("/api/v1/travel/x")).isEmpty();

        await().untilAsserted(() -> call("/api/v1/travel/x").expectStatus().isOk());
        for (var i = 0; i < 20; i++) {
            call("/api/v1/travel/x").expectStatus().isOk();
        }
    }

    @Test
    void opensNoSocketToWhoDoesNotAnswer() {

        opensFor(NOTIFICATION, "/api/v1/notifications");

        assertThat(Raw.get(
                        port,
                        "/api/v1/ws/notifications",
                        "Upgrade: websocket",
                        "Sec-WebSocket-Version: 13",
                        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
                        "Authorization: " + bearer(token)))
                .startsWith("HTTP/1.1 503")
                .contains("UPSTREAM_UNAVAILABLE");
        assertThat(NOTIFICATION.asked("/api/v1/ws/notifications")).isEmpty();
    }

    @Test
    void holdsNoAnsweredErrorAgainstAService() {

        MEDICAL.on(
                "/api/v1/medical/broken", (_, response) -> response.status(500).send());

        for (var i = 0; i < 30; i++) {
            call("/api/v1/medical/broken").expectStatus().isEqualTo(500);
        }

        call("/api/v1/medical/fine").expectStatus().isOk();
    }

    @Test
    void bearsAFewFailuresAmongManyAnswers() {

        COMMUNITY.on("/api/v1/posts/cut", (request, _) -> FakeService.cutOff(request));

        for (var i = 0; i < 10; i++) {
            call("/api/v1/posts/fine").expectStatus().isOk();
        }
        for (var i = 0; i < 8; i++) {
            call("/api/v1/posts/cut").expectStatus().isEqualTo(503);
        }

        call("/api/v1/posts/fine").expectStatus().isOk();
    }

    @Test
    void aClientThatGoesAwayTakesNoPlaceFromWhoTriesNext() {

        PAYMENT.on("/api/v1/orders/slow", (_, _) -> Mono.never());
        opensFor(PAYMENT, "/api/v1/orders/x");

        // One after the other takes a place among the trials, and leaves before it is known how they end.
        await().untilAsserted(() -> {
            goesAway("/api/v1/orders/slow");
            assertThat(PAYMENT.asked("/api/v1/orders/slow")).hasSizeGreaterThanOrEqualTo(3);
        });

        await().untilAsserted(() -> call("/api/v1/orders/x").expectStatus().isOk());
    }

    @Test
    void anAnswerThatLastsTakesNoPlaceFromWhoTriesNext() {

        HEALTH.on(
                "/api/v1/health/stream",
                (_, response) -> response.sse()
                        .send(
                                Mono.just("data: 1\n\n")
                                        .concatWith(Mono.never())
                                        .map(it -> response.alloc().buffer().writeBytes(it.getBytes(ISO_8859_1))),
                                _ -> true));
        opensFor(HEALTH, "/api/v1/health/x");

        await().untilAsserted(() -> call("/api/v1/health/stream").expectStatus().isOk());
        for (var trial = 0; trial < 3; trial++) {
            call("/api/v1/health/stream").expectStatus().isOk();
        }
    }

    /** In the midst of its body, and while it waits for the answer. */
    @ParameterizedTest
    @ValueSource(ints = {1000, 1})
    void aClientThatBreaksOffIsNotHeldAgainstTheService(int announced) throws IOException {

        var path = "/api/v1/ai/cut-" + announced;
        Fleet.AI.on(path, (_, _) -> Mono.never());

        // Whether the client's leaving reaches the call as a failure or as a cancellation is a race: both are to be
        // seen.
        try (var logs = CapturedLogs.start()) {
            for (var i = 1; i <= MANY; i++) {
                breaksOff(path, announced, i);
            }
            await().untilAsserted(() -> assertThat(logs.lines().stream().filter(it -> it.contains("/api/v1/ai/**")))
                    .hasSize(MANY));
        }

        assertThat(meters.get("resilience4j.circuitbreaker.calls")
                        .tags("name", "ai-service", "kind", "failed")
                        .timer()
                        .count())
                .isZero();
        call("/api/v1/ai/fine").expectStatus().isOk();
    }

    /** Announces a length, sends a single byte, and hangs up without a word when the service has heard of it. */
    private void breaksOff(String path, int announced, int times) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream()
                    .write("POST %s HTTP/1.1\r\nHost: t\r\nAuthorization: %s\r\nContent-Length: %d\r\n\r\n{"
                            .formatted(path, bearer(token), announced)
                            .getBytes(ISO_8859_1));
            await().pollInterval(Duration.ofMillis(5))
                    .untilAsserted(() -> assertThat(Fleet.AI.asked(path)).hasSize(times));
            socket.setSoLinger(true, 0);
        }
    }

    /** Takes a service away until nobody asks it any more, and brings it back. */
    private void opensFor(FakeService service, String path) {
        service.stop();
        for (var i = 0; i < 6; i++) {
            call(path).expectStatus().isEqualTo(503);
        }
        service.start();
    }

    private void goesAway(String path) {
        var impatient = anybody.mutate().responseTimeout(Duration.ofMillis(500)).build();
        try {
            request(impatient, path).exchange();
        } catch (IllegalStateException tookTooLong) {
            assertThat(tookTooLong).hasMessageContaining("Timeout");
        }
    }

    private WebTestClient.ResponseSpec call(String path) {
        return request(anybody, path).exchange();
    }

    /** A write, which nobody asks a second time. */
    private WebTestClient.RequestHeadersSpec<?> request(WebTestClient client, String path) {
        return Visitors.of(client)
                .method(HttpMethod.POST)
                .uri(path)
                .header(HttpHeaders.AUTHORIZATION, bearer(token))
                .header("Idempotency-Key", "key-1")
                .bodyValue("{}");
    }
}
