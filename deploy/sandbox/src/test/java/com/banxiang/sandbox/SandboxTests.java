package com.banxiang.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.env.MockEnvironment;
import org.springframework.test.web.reactive.server.WebTestClient;

@SandboxTest
class SandboxTests {

    @Autowired
    WebTestClient client;

    @ParameterizedTest
    @ValueSource(strings = {"/actuator/health/readiness", "/actuator/health/liveness", "/actuator/health"})
    void tellsItsHealth(String path) {
        client.get()
                .uri(path)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.status")
                .isEqualTo("UP");
    }

    @Test
    void tellsItsMetrics() {
        var metrics = client.get()
                .uri("/actuator/prometheus")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class);
        assertThat(metrics.returnResult().getResponseBody()).contains("jvm_memory_used_bytes");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/nothing",
                "/_sandbox/nothing",
                "/aliyun-sms/nothing",
                "/aliyun-sms-too",
                "/wechat/cgi-bin/token",
                "/jpush/v3/push",
                "/jpush/push/v3/schedules",
                "/robots/nothing"
            })
    void knowsNoOtherPath(String path) {
        client.post().uri(path).exchange().expectStatus().isNotFound();
    }

    @ParameterizedTest
    @ValueSource(strings = {"production", "prod"})
    void doesNotExistInProduction(String profile) {

        var environment = new MockEnvironment();
        environment.setActiveProfiles(profile);

        assertThatThrownBy(() -> new NeverInProduction(environment)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void secretsDoNotPrintThemselves() {
        assertThat(new Secret("hunter2")).hasToString("***");
    }
}
