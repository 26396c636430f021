package com.banxiang.health;

import static com.banxiang.health.Api.data;
import static com.banxiang.health.Api.refusal;
import static com.banxiang.health.Readings.RECORDS;
import static com.banxiang.health.Readings.pressure;
import static org.assertj.core.api.Assertions.assertThat;

import com.banxiang.testkit.ServiceTest;
import com.banxiang.testkit.TestTokens;
import com.banxiang.testkit.Token;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;

/** What neighbours may ask, for whom they show it to. */
@ServiceTest
class InternalApiTests {

    @Autowired
    WebTestClient client;

    Elder elder;

    @BeforeEach
    void login(@Autowired DatabaseClient database) {
        elder = new Elder(client, database);
    }

    static Stream<String> endpoints() {
        return Stream.of("summary", "records", "trends", "alerts", "thresholds");
    }

    @ParameterizedTest
    @MethodSource("endpoints")
    void answersAndLeavesARowInTheAuditLog(String what) {

        var child = UUID.randomUUID();
        var answer = client.get()
                .uri("/internal/users/{id}/health/{what}?type=spo2", elder.id(), what)
                .header("Authorization", childService())
                .header("X-Acting-For", "child:" + child)
                .exchange();

        assertThat(data(answer, 200)
                        .path(what.equals("trends") ? "dataPoints" : "items")
                        .isArray())
                .isTrue();
        assertThat(elder.tables().all(String.class, """
            select what || ' ' || who_service || ' ' || who_id
              from audit_log
             where whose_id = ?
            """, elder.id()))
                .containsExactly("read-health-%s child-service %s".formatted(what, child));
    }

    @ParameterizedTest
    @MethodSource("endpoints")
    void answersNobodyElse(String what) {

        for (var authorization : List.of(
                "Bearer " + TestTokens.user(elder.id()),
                "Bearer " + TestTokens.child(elder.id()),
                "Service " + TestTokens.service("child-service", "health-service", Token::forged),
                "Service " + TestTokens.service("child-service", "user-service"))) {
            client.get()
                    .uri("/internal/users/{id}/health/{what}", elder.id(), what)
                    .header("Authorization", authorization)
                    .exchange()
                    .expectStatus()
                    .value(it -> assertThat(it).isIn(401, 403));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gateway",
                "user-service",
                "notification-service",
                "activity-service",
                "medical-service",
                "payment-service",
                "community-service"
            })
    void isForNoOtherService(String service) {
        endpoints().forEach(what -> {
            var asked = client.get()
                    .uri("/internal/users/{id}/health/{what}", elder.id(), what)
                    .header("Authorization", "Service " + TestTokens.service(service, "health-service"))
                    .exchange();

            assertThat(refusal(asked, 403)).as(what).isEqualTo("FORBIDDEN");
        });
    }

    @ParameterizedTest
    @MethodSource("endpoints")
    void answersTheTwoWhoMayAsk(String what) {
        for (var service : List.of("child-service", "ai-service")) {
            client.get()
                    .uri("/internal/users/{id}/health/{what}?type=spo2", elder.id(), what)
                    .header("Authorization", "Service " + TestTokens.service(service, "health-service"))
                    .exchange()
                    .expectStatus()
                    .isOk();
        }
    }

    @Test
    void answersAsThePublicCallDoes() {

        elder.adds(pressure(168, 104, Instant.now()));

        var own = data(elder.app().get(RECORDS), 200);
        var asked = client.get()
                .uri("/internal/users/{id}/health/records", elder.id())
                .header("Authorization", childService())
                .exchange();

        assertThat(data(asked, 200)).isEqualTo(own);
    }

    /** Such a token lives for a minute. */
    private static String childService() {
        return "Service " + TestTokens.service("child-service", "health-service");
    }
}
