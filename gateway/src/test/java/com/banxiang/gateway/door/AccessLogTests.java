package com.banxiang.gateway.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import com.banxiang.gateway.Fleet;
import com.banxiang.gateway.Visitors;
import com.banxiang.testkit.CapturedLogs;
import com.banxiang.testkit.EdgeTest;
import com.banxiang.testkit.TestTokens;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.core.publisher.Mono;

/** One line for each request, that says what happened and nothing about anybody. */
@EdgeTest
class AccessLogTests {

    final UUID elder = UUID.randomUUID();

    @Autowired
    WebTestClient anybody;

    @DynamicPropertySource
    static void fleet(DynamicPropertyRegistry properties) {
        Fleet.describe(properties);
    }

    @Test
    void writesOneLineThatFindsTheRequestAgain() {

        try (var logs = CapturedLogs.start()) {
            get("/api/v1/health/records", TestTokens.user(elder), "req_access-1");

            await().untilAsserted(() -> logs.assertSomewhere(
                    "\"method\":\"GET\"",
                    "\"route\":\"/api/v1/health/**\"",
                    "\"upstream\":\"health-service\"",
                    "\"status\":200",
                    "\"ms\":",
                    "\"requestId\":\"req_access-1\"",
                    "\"account\":\"user\""));
            assertThat(logs.lines().stream().filter(lineOf("req_access-1"))).hasSize(1);
        }
    }

    @Test
    void namesTheTraceThatTheServicesContinue() {

        try (var logs = CapturedLogs.start()) {
            Visitors.of(anybody)
                    .get()
                    .uri("/api/v1/health/records")
                    .header("X-Request-Id", "req_access-8")
                    .header("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01")
                    .exchange()
                    .expectBody(String.class);

            await().untilAsserted(() ->
                    logs.assertSomewhere("req_access-8", "\"traceId\":\"4bf92f3577b34da6a3ce929d0e0e4736\""));
        }
    }

    @Test
    void tellsWhoLeftBeforeTheAnswerCame() {

        Fleet.HEALTH.on("/api/v1/health/left", (_, _) -> Mono.never());
        var impatient = Visitors.of(anybody)
                .mutate()
                .responseTimeout(Duration.ofMillis(500))
                .build();

        try (var logs = CapturedLogs.start()) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> impatient
                            .get()
                            .uri("/api/v1/health/left")
                            .header("X-Request-Id", "req_access-9")
                            .header(HttpHeaders.AUTHORIZATION, Visitors.bearer(TestTokens.user(elder)))
                            .exchange());

            await().untilAsserted(() -> logs.assertSomewhere("req_access-9", "\"clientLeft\":true"));
        }
    }

    @Test
    void writesALineForEveryRefusalToo() {

        try (var logs = CapturedLogs.start()) {
            get("/api/v1/health/records", null, "req_access-2");
            get("/nowhere", null, "req_access-3");
            Visitors.of(anybody)
                    .post()
                    .uri("/api/v1/health/records")
                    .header("X-Request-Id", "req_access-4")
                    .bodyValue(new byte[2 * 1024 * 1024])
                    .exchange()
                    .expectStatus()
                    .isEqualTo(413);

            await().untilAsserted(() -> {
                logs.assertSomewhere("\"requestId\":\"req_access-2\"", "\"status\":401", "\"account\":\"none\"");
                logs.assertSomewhere("\"requestId\":\"req_access-3\"", "\"status\":404", "\"route\":\"none\"");
                logs.assertSomewhere("\"requestId\":\"req_access-4\"", "\"status\":413");
            });
        }
    }

    @Test
    void saysNothingAboutAnybody() {

        var token = TestTokens.user(elder);

        try (var logs = CapturedLogs.start()) {
            get(
                    "/api/v1/health/records/" + elder + "?phone=13800138000&lat=30.671234&ticket=t-secret",
                    token,
                    "req_access-5");
            get("/api/v1/nowhere/13800138000", token, "req_access-6");
            get("/api/v1/orders?phone=13800138000", token, "req_access-7");

            await().untilAsserted(() -> {
                logs.assertSomewhere("req_access-5", "\"status\":200");
                logs.assertSomewhere("req_access-6", "\"status\":404");
                logs.assertSomewhere("req_access-7", "\"status\":503");
            });
            logs.assertNowhere(
                    "13800138000",
                    "30.671234",
                    "t-secret",
                    elder.toString(),
                    token.substring(token.lastIndexOf('.') + 1));
        }
    }

    private static Predicate<String> lineOf(String requestId) {
        return it -> it.contains(AccessLog.class.getSimpleName()) && it.contains(requestId);
    }

    private void get(String path, String token, String requestId) {

        var request = Visitors.of(anybody).get().uri(path).header("X-Request-Id", requestId);
        if (token != null) {
            request.header(HttpHeaders.AUTHORIZATION, Visitors.bearer(token));
        }
        request.exchange().expectBody(String.class);
    }
}
