package com.banxiang.platform.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.webtestclient.autoconfigure.AutoConfigureWebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient;

/** The test kit names a broker that does not exist to whoever does not ask for one. */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {"banxiang.testkit.needs=postgres", "spring.application.name=early-sample"})
@AutoConfigureWebTestClient(timeout = "60s")
class KafkaAwayAtTheStartTests {

    @Autowired
    WebTestClient web;

    @Test
    void isReadyWithoutKafka() {

        web.get().uri("/actuator/health/readiness").exchange().expectStatus().isOk();
        web.get().uri("/actuator/health/liveness").exchange().expectStatus().isOk();
        assertThat(Thread.getAllStackTraces().keySet())
                .anyMatch(it -> it.getName().equals("outbox-relay"));
    }
}
