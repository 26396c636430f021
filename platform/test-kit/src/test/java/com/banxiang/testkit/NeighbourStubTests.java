package com.banxiang.testkit;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.function.client.WebClientRequestException;

@ExtendWith(FreshStubs.class)
class NeighbourStubTests {

    private final NeighbourStub kitchen = NeighbourStub.of("kitchen-service");
    private final WebTestClient client =
            WebTestClient.bindToServer().baseUrl(kitchen.url()).build();

    @Test
    void answersInTheEnvelope() {

        kitchen.answers("GET", "/internal/kettles/1", Map.of("litres", 2));

        client.get()
                .uri("/internal/kettles/1")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.success")
                .isEqualTo(true)
                .jsonPath("$.data.litres")
                .isEqualTo(2);
    }

    @Test
    void refusesInTheEnvelope() {

        kitchen.refuses("GET", "/internal/kettles/2", 404, "KETTLE_NOT_FOUND");

        client.get()
                .uri("/internal/kettles/2")
                .exchange()
                .expectStatus()
                .isNotFound()
                .expectBody()
                .jsonPath("$.error.code")
                .isEqualTo("KETTLE_NOT_FOUND");
    }

    @Test
    void remembersWhatItWasAsked() {

        kitchen.answers("POST", "/internal/kettles", Map.of());

        client.post()
                .uri("/internal/kettles")
                .header("Authorization", "Service x")
                .bodyValue("{}")
                .exchange();

        assertThat(kitchen.asked("POST", "/internal/kettles"))
                .singleElement()
                .satisfies(it -> assertThat(it.getHeader("Authorization")).isEqualTo("Service x"));
    }

    @Test
    void hangsLongerThanAnybodyWaits() {

        kitchen.hangs("GET", "/internal/kettles/3", Duration.ofSeconds(2));
        var impatient = client.mutate().responseTimeout(Duration.ofMillis(200)).build();

        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> impatient.get().uri("/internal/kettles/3").exchange())
                .withMessageContaining("Timeout");
    }

    @Test
    void dropsConnections() {

        kitchen.dropsConnections("GET", "/internal/kettles/4");

        assertThatExceptionOfType(WebClientRequestException.class)
                .isThrownBy(() -> client.get().uri("/internal/kettles/4").exchange());
    }

    @Test
    void knowsNothingOfVendorsAndTheyNothingOfIt() {

        Vendor.server().stubFor(get("/vendors/gas/pressure").willReturn(okJson("{}")));

        client.mutate()
                .baseUrl(Vendor.url())
                .build()
                .get()
                .uri("/gas/pressure")
                .exchange()
                .expectStatus()
                .isOk();
        client.get().uri("/gas/pressure").exchange().expectStatus().isNotFound();
    }
}
