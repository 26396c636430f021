package com.banxiang.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.banxiang.testkit.EdgeTest;
import com.banxiang.testkit.TestTokens;
import java.io.IOException;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.HttpHeaders;
import org.springframework.scheduling.config.FixedDelayTask;
import org.springframework.scheduling.config.ScheduledTask;
import org.springframework.scheduling.config.ScheduledTaskHolder;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;

/** What operations sees, on a port no client reaches. */
@EdgeTest
class OperationsTests {

    @Autowired
    WebTestClient anybody;

    @LocalManagementPort
    int management;

    @DynamicPropertySource
    static void fleet(DynamicPropertyRegistry properties) {
        Fleet.describe(properties);
    }

    @Test
    void isReadyWithoutRedisAndWithoutUserService() {
        assertThat(Raw.get(management, "/actuator/health/readiness")).startsWith("HTTP/1.1 200");
        assertThat(Raw.get(management, "/actuator/health/liveness")).startsWith("HTTP/1.1 200");
    }

    @Test
    void readsWhoWasRevokedEveryFiveSeconds(@Autowired ScheduledTaskHolder clock) {
        assertThat(clock.getScheduledTasks())
                .extracting(ScheduledTask::getTask)
                .filteredOn(FixedDelayTask.class::isInstance)
                .extracting(it -> ((FixedDelayTask) it).getIntervalDuration())
                .contains(Duration.ofSeconds(5));
    }

    @Test
    void hasAPortOfItsOwnThatOnlyThisMachineReaches() throws IOException {

        var configured = new YamlPropertySourceLoader()
                .load("gateway", new ClassPathResource("application.yaml")).stream()
                        .filter(it -> it.containsProperty("management.server.port"))
                        .toList();

        assertThat(configured).singleElement().satisfies(it -> {
            assertThat(it.getProperty("management.server.address")).isEqualTo("127.0.0.1");
            assertThat(it.getProperty("management.server.port")).isNotEqualTo(it.getProperty("server.port"));
            assertThat(it.getProperty("server.port")).isNotNull();
        });
    }

    @Test
    void namesRowsOfTheTableInMetricsAndNeverAPath() {

        var elder = UUID.randomUUID();
        Visitors.of(anybody)
                .get()
                .uri("/api/v1/health/records/" + elder)
                .header(HttpHeaders.AUTHORIZATION, Visitors.bearer(TestTokens.user(elder)))
                .exchange()
                .expectStatus()
                .isOk();

        // A request is counted once it is over, which may be after its answer was read.
        await().untilAsserted(() -> assertThat(Raw.get(management, "/actuator/prometheus"))
                .contains("uri=\"/api/v1/health/**\"")
                .contains("resilience4j_circuitbreaker_state")
                .contains("gateway_limit_alone_total"));
        assertThat(Raw.get(management, "/actuator/prometheus")).doesNotContain(elder.toString());
    }
}
