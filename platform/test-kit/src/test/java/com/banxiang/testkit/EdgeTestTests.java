package com.banxiang.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.test.web.reactive.server.WebTestClient;

@EdgeTest
class EdgeTestTests {

    @Autowired
    Environment environment;

    @Autowired
    WebTestClient client;

    @Test
    void servesWithoutAnyServer() {

        client.get().uri("/words/hello").exchange().expectStatus().isOk();
        assertThat(environment.getProperty("banxiang.database.port")).isEqualTo("9");
        assertThat(environment.getProperty("banxiang.kafka.brokers")).isEqualTo("127.0.0.1:9");
    }

    @Test
    void knowsTheKeysOfTheFleet() {

        assertThat(environment.getProperty("banxiang.tokens.jwks-uri")).isEqualTo(TestTokens.jwksUri());
        assertThat(environment.getProperty("banxiang.callers.gateway.key"))
                .isEqualTo(SharedKeys.ofPair("gateway", "sample-service"));
        assertThat(environment.getProperty("banxiang.neighbours.user-service.key"))
                .isEqualTo(SharedKeys.ofPair("sample-service", "user-service"));
        assertThat(environment.getProperty("banxiang.neighbours.user-service.url"))
                .isEqualTo(NeighbourStub.of("user-service").url());
    }
}
