package com.banxiang.gateway;

import static com.banxiang.gateway.Visitors.bearer;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.banxiang.testkit.CapturedLogs;
import com.banxiang.testkit.EdgeTest;
import com.banxiang.testkit.TestTokens;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

/** What becomes of a request whose service is slow, gone or half gone. */
@EdgeTest(
        properties = {
            "banxiang.gateway.forward.answer-within=2s",
            "banxiang.gateway.forward.patient-answer-within=20s",
            "banxiang.gateway.forward.idle-for=9s",
            "banxiang.gateway.forward.breaker.minimum-calls=1000",
            "banxiang.gateway.limits.account=100000"
        })
class ForwardingApiTests {

    static final FakeService COMMUNITY = new FakeService("community-service");
    static final Crowd CROWDED = new Crowd();

    final UUID elder = UUID.randomUUID();

    @Autowired
    WebTestClient anybody;

    @DynamicPropertySource
    static void fleet(DynamicPropertyRegistry properties) {
        Fleet.describe(properties);
        properties.add("banxiang.neighbours.community-service.url", COMMUNITY::url);
        properties.add("banxiang.neighbours.medical-service.url", CROWDED::url);
    }

    @Test
    void saysSoWhenAnAnswerDoesNotBeginInTime() {

        Fleet.HEALTH.on("/api/v1/health/slow", (_, _) -> Mono.never());

        // The idle limit would answer the same, but later than this client waits.
        request(
                        Visitors.of(anybody)
                                .mutate()
                                .responseTimeout(Duration.ofMillis(8500))
                                .build(),
                        HttpMethod.GET,
                        "/api/v1/health/slow")
                .exchange()
                .expectStatus()
                .isEqualTo(504)
                .expectBody()
                .jsonPath("$.error.code")
                .isEqualTo("UPSTREAM_TIMEOUT");
        assertThat(Fleet.HEALTH.asked("/api/v1/health/slow")).hasSize(1);
    }

    /** Not as long as for an answer: then it would be told that there was none in time. */
    @Test
    void waitsOnlyASecondForAConnection() {
        call(HttpMethod.GET, "/api/v1/medical/hospitals")
                .expectStatus()
                .isEqualTo(503)
                .expectBody()
                .jsonPath("$.error.code")
                .isEqualTo("UPSTREAM_UNAVAILABLE");
    }

    @Test
    void waitsLongerForAModelThatThinks() {

        Fleet.AI.on(
                "/api/v1/ai/think",
                (_, response) -> Mono.delay(Duration.ofSeconds(4))
                        .then(response.sendString(Mono.just("done")).then()));

        call(HttpMethod.GET, "/api/v1/ai/think").expectStatus().isOk();
    }

    @Test
    void asksAgainWhereAReadWasCutOffUnanswered() {

        var calls = new AtomicInteger();
        COMMUNITY.on(
                "/api/v1/posts/cut",
                (request, response) -> calls.incrementAndGet() == 1
                        ? FakeService.cutOff(request)
                        : response.sendString(Mono.just("{}")));

        call(HttpMethod.GET, "/api/v1/posts/cut").expectStatus().isOk();
        assertThat(calls).hasValue(2);
    }

    @Test
    void asksOnceMoreAndNoMore() {

        var calls = new AtomicInteger();
        COMMUNITY.on("/api/v1/posts/always-cut", (request, _) -> {
            calls.incrementAndGet();
            return FakeService.cutOff(request);
        });

        call(HttpMethod.GET, "/api/v1/posts/always-cut").expectStatus().isEqualTo(503);
        assertThat(calls).hasValue(2);
    }

    /** With and without a body: an acknowledgement is a PUT of nothing. */
    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH"})
    void neverRepeatsAWrite(String method) {

        var calls = new AtomicInteger();
        COMMUNITY.on("/api/v1/posts/write", (request, _) -> {
            calls.incrementAndGet();
            return FakeService.cutOff(request);
        });

        call(HttpMethod.valueOf(method), "/api/v1/posts/write")
                .expectStatus()
                .isEqualTo(503)
                .expectBody()
                .jsonPath("$.error.code")
                .isEqualTo("UPSTREAM_UNAVAILABLE");
        assertThat(calls).hasValue(1);
    }

    /** Whoever sends a head has done the work. */
    @Test
    void neverRepeatsAReadWhoseAnswerHadBegun() {

        var calls = new AtomicInteger();
        COMMUNITY.on("/api/v1/posts/begun", (request, response) -> {
            calls.incrementAndGet();
            return response.header("Content-Length", "100")
                    .sendHeaders()
                    .then(Mono.defer(() -> FakeService.cutOff(request)));
        });

        call(HttpMethod.GET, "/api/v1/posts/begun").expectStatus().isEqualTo(503);
        assertThat(calls).hasValue(1);
    }

    @Test
    void neverRepeatsAReadThatWasAnsweredInPart() {

        var calls = new AtomicInteger();
        COMMUNITY.on("/api/v1/posts/half", (request, response) -> {
            calls.incrementAndGet();
            return response.header("Content-Length", "100")
                    .send(Flux.just("half").map(it -> response.alloc().buffer().writeBytes(it.getBytes(UTF_8))))
                    .then(Mono.defer(() -> FakeService.cutOff(request)));
        });

        try (var logs = CapturedLogs.start()) {
            StepVerifier.create(request(HttpMethod.GET, "/api/v1/posts/half?lat=30.6712")
                            .header("X-Request-Id", "req_half")
                            .exchange()
                            .returnResult(String.class)
                            .getResponseBody())
                    .thenConsumeWhile(_ -> true)
                    .verifyError();

            // The client leaves first; what is over has its line.
            await().untilAsserted(() -> logs.assertSomewhere(
                    "AccessLog", "req_half", "\"brokenOff\":\"reactor.netty.http.client.PrematureCloseException\""));
            logs.assertNowhere("30.6712");
        }
        assertThat(calls).hasValue(1);
    }

    /** Its body is gone with the first try. */
    @Test
    void neverRepeatsAReadThatHasABody() {

        var calls = new AtomicInteger();
        COMMUNITY.on("/api/v1/posts/asked-at-length", (request, _) -> {
            calls.incrementAndGet();
            return FakeService.cutOff(request);
        });

        request(HttpMethod.GET, "/api/v1/posts/asked-at-length")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue("{}")
                .exchange()
                .expectStatus()
                .isEqualTo(503);
        assertThat(calls).hasValue(1);
    }

    @Test
    void passesAServicesOwnErrorsOn() {

        Fleet.HEALTH.on(
                "/api/v1/health/conflict",
                (_, response) -> response.status(409)
                        .header("Content-Type", "application/json")
                        .sendString(Mono.just("{\"success\":false,\"code\":409}")));

        call(HttpMethod.GET, "/api/v1/health/conflict")
                .expectStatus()
                .isEqualTo(409)
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo(409);
    }

    @Test
    void streamsEventsAsTheyCome() {

        Fleet.AI.on(
                "/api/v1/ai/chat",
                (_, response) -> response.sse()
                        .send(
                                Flux.interval(Duration.ZERO, Duration.ofMillis(3500))
                                        .take(4)
                                        .map(it -> response.alloc()
                                                .buffer()
                                                .writeBytes("data: %d\n\n"
                                                        .formatted(it)
                                                        .getBytes(UTF_8))),
                                _ -> true));

        // Four events over more than the idle limit in all: it limits silence, not length.
        StepVerifier.create(request(HttpMethod.GET, "/api/v1/ai/chat")
                        .exchange()
                        .expectHeader()
                        .contentTypeCompatibleWith(MediaType.TEXT_EVENT_STREAM)
                        .returnResult(String.class)
                        .getResponseBody())
                .expectNext("0", "1", "2", "3")
                .verifyComplete();
    }

    @Test
    void endsAStreamThatWentSilent() {

        Fleet.AI.on(
                "/api/v1/ai/silent",
                (_, response) -> response.sse()
                        .send(
                                Flux.just("data: 1\n\n")
                                        .concatWith(Mono.never())
                                        .map(it -> response.alloc().buffer().writeBytes(it.getBytes(UTF_8))),
                                _ -> true));

        StepVerifier.create(request(HttpMethod.GET, "/api/v1/ai/silent")
                        .exchange()
                        .returnResult(String.class)
                        .getResponseBody())
                .expectNext("1")
                .expectError()
                .verify(Duration.ofSeconds(60));
    }

    @Test
    void manyAtOnceAreNotTakenForFailures() {

        var answers = Flux.range(0, 200)
                .flatMap(
                        _ -> Mono.fromCallable(() -> call(HttpMethod.GET, "/api/v1/health/many")
                                        .expectBody()
                                        .returnResult()
                                        .getStatus()
                                        .value())
                                .subscribeOn(Schedulers.boundedElastic()),
                        60)
                .collectList()
                .block(Duration.ofSeconds(60));

        assertThat(answers).hasSize(200).containsOnly(200);
    }

    @AfterAll
    static void disperse() {
        CROWDED.close();
    }

    @AfterEach
    void bringBack() {
        Fleet.HEALTH.forget();
        COMMUNITY.forget();
        Fleet.AI.forget();
    }

    private WebTestClient.ResponseSpec call(HttpMethod method, String path) {
        return request(method, path).exchange();
    }

    private WebTestClient.RequestBodySpec request(HttpMethod method, String path) {
        return request(Visitors.of(anybody), method, path);
    }

    private WebTestClient.RequestBodySpec request(WebTestClient client, HttpMethod method, String path) {

        var request = client.method(method).uri(path).header(HttpHeaders.AUTHORIZATION, bearer(TestTokens.user(elder)));
        if (method == HttpMethod.POST) {
            request.contentType(MediaType.APPLICATION_JSON).bodyValue("{}");
        }
        return request;
    }
}
