package com.banxiang.gateway;

import static com.banxiang.gateway.Visitors.bearer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.banxiang.testkit.EdgeTest;
import com.banxiang.testkit.TestTokens;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpHeaders;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.socket.client.ReactorNettyWebSocketClient;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** A service that is slow keeps so many waiting and no more, and nobody who asks another. */
@EdgeTest(
        properties = {
            "banxiang.gateway.forward.calls-at-once=3",
            "banxiang.gateway.forward.sockets-at-once=1",
            "banxiang.gateway.forward.answer-within=60s",
            "banxiang.gateway.limits.account=100000"
        })
class BulkheadApiTests {

    static final String SLOW = "/api/v1/health/slow";
    static final String SOCKET = "/api/v1/ws/notifications";

    final String token = TestTokens.user(UUID.randomUUID());
    final Sinks.Empty<Void> gate = Sinks.empty();
    final List<Disposable> started = new ArrayList<>();

    @Autowired
    WebTestClient anybody;

    @Autowired
    MeterRegistry meters;

    @LocalServerPort
    int port;

    @DynamicPropertySource
    static void fleet(DynamicPropertyRegistry properties) {
        Fleet.describe(properties);
    }

    @BeforeEach
    void slowDown() {
        Fleet.HEALTH.on(
                SLOW,
                (_, response) ->
                        gate.asMono().then(response.sendString(Mono.just("{}")).then()));
    }

    @AfterEach
    void speedUp() {
        gate.tryEmitEmpty();
        started.forEach(Disposable::dispose);
        await().untilAsserted(() ->
                assertThat(taken("gateway.calls", "health-service")).isZero());
        Fleet.HEALTH.forget();
        Fleet.NOTIFICATION.forget();
    }

    @Test
    void refusesAtOnceWhoFindsNoPlaceAndNobodyElsewhere() {

        fill(20);

        call("/api/v1/health/fast")
                .expectStatus()
                .isEqualTo(503)
                .expectHeader()
                .valueEquals(HttpHeaders.RETRY_AFTER, "1")
                .expectBody()
                .jsonPath("$.error.code")
                .isEqualTo("UPSTREAM_UNAVAILABLE");
        assertThat(Fleet.HEALTH.asked()).hasSize(3);
        call("/api/v1/users/me").expectStatus().isOk();
    }

    @Test
    void countsNoRefusalAgainstTheService() {

        fill(3);
        for (var i = 0; i < 12; i++) {
            call("/api/v1/health/fast").expectStatus().isEqualTo(503);
        }
        gate.tryEmitEmpty();

        await().untilAsserted(() -> call("/api/v1/health/fast").expectStatus().isOk());
        assertThat(meters.get("resilience4j.circuitbreaker.calls")
                        .tags("name", "health-service", "kind", "failed")
                        .timer()
                        .count())
                .isZero();
    }

    @Test
    void givesAPlaceBackHoweverACallEnds() {

        Fleet.CHILD.on("/api/child/cut", (request, _) -> FakeService.cutOff(request));
        Fleet.CHILD.on(
                "/api/child/broken", (_, response) -> response.status(500).send());
        var child = TestTokens.child(UUID.randomUUID());

        for (var i = 0; i < 3; i++) {
            Visitors.get(anybody, "/api/child/cut", child).expectStatus().isEqualTo(503);
            Visitors.get(anybody, "/api/child/broken", child).expectStatus().isEqualTo(500);
            Visitors.get(anybody, "/api/child/fine", child).expectStatus().isOk();
        }
        fill(3);
        started.forEach(Disposable::dispose);

        await().untilAsserted(() -> call("/api/v1/health/fast").expectStatus().isOk());
        await().untilAsserted(() ->
                assertThat(taken("gateway.calls", "child-service")).isZero());
        Fleet.CHILD.forget();
    }

    @Test
    void givesSocketsPlacesOfTheirOwn() {

        Fleet.NOTIFICATION.on(
                SOCKET, (_, response) -> response.sendWebsocket((_, out) -> out.sendString(Flux.never())));
        var first = open();
        await().untilAsserted(() ->
                assertThat(taken("gateway.sockets", "notification-service")).isOne());

        assertThat(Raw.get(
                        port,
                        SOCKET,
                        "Upgrade: websocket",
                        "Sec-WebSocket-Version: 13",
                        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
                        "Authorization: " + bearer(token)))
                .startsWith("HTTP/1.1 503")
                .contains("UPSTREAM_UNAVAILABLE");
        for (var i = 0; i < 4; i++) {
            call("/api/v1/notifications").expectStatus().isOk();
        }

        first.dispose();
        await().untilAsserted(() ->
                assertThat(taken("gateway.sockets", "notification-service")).isZero());
    }

    /** As many as there are places get through to the service, and wait there. */
    private void fill(int calls) {
        var client = WebClient.create("http://127.0.0.1:" + port);
        for (var i = 0; i < calls; i++) {
            started.add(client.get()
                    .uri(SLOW)
                    .header(HttpHeaders.AUTHORIZATION, bearer(token))
                    .retrieve()
                    .toBodilessEntity()
                    .onErrorComplete()
                    .subscribe());
        }
        await().untilAsserted(() -> assertThat(Fleet.HEALTH.asked(SLOW)).hasSize(3));
        await().untilAsserted(() ->
                assertThat(started.stream().filter(it -> !it.isDisposed())).hasSize(3));
    }

    private Disposable open() {
        var headers = new HttpHeaders();
        headers.setBearerAuth(token);
        return new ReactorNettyWebSocketClient()
                .execute(
                        URI.create("ws://127.0.0.1:" + port + SOCKET),
                        headers,
                        session -> session.receive().then())
                .subscribe();
    }

    private double taken(String meter, String service) {
        return meters.get(meter).tag("upstream", service).gauge().value();
    }

    private WebTestClient.ResponseSpec call(String path) {
        return Visitors.get(anybody, path, token);
    }
}
