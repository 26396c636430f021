package com.banxiang.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.banxiang.testkit.EdgeTest;
import java.util.regex.Pattern;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.core.publisher.Mono;

/** Where the API documents of all services are read, if they are to be read at all. */
@EdgeTest(properties = "banxiang.gateway.documents.enabled=true")
class DocumentsApiTests {

    static final Pattern REFERENCE = Pattern.compile("(?:src|href)=\"([^\"]+)\"");

    @Autowired
    WebTestClient anybody;

    @DynamicPropertySource
    static void fleet(DynamicPropertyRegistry properties) {
        Fleet.describe(properties);
    }

    @Test
    void showsAPageWhoseEveryPartIsThere() {

        var page = get("/docs")
                .expectStatus()
                .isOk()
                .expectHeader()
                .contentType("text/html;charset=UTF-8")
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();

        var parts = REFERENCE.matcher(page).results().map(it -> it.group(1)).toList();
        assertThat(parts).hasSize(5).allMatch(it -> it.startsWith("/"));
        for (var part : parts) {
            var type = part.endsWith(".js") ? "text/javascript" : part.endsWith(".css") ? "text/css" : "image/png";
            get(part)
                    .expectStatus()
                    .isOk()
                    .expectHeader()
                    .contentTypeCompatibleWith(MediaType.parseMediaType(type))
                    .expectBody()
                    .consumeWith(it -> assertThat(it.getResponseBody()).isNotEmpty());
        }
    }

    @Test
    void letsThePageDoOnlyWhatItHasTo() {

        var page = get("/docs")
                .expectHeader()
                .valueEquals(
                        "Content-Security-Policy",
                        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline';"
                                + " img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none';"
                                + " frame-ancestors 'none'")
                .expectHeader()
                .valueEquals("X-Frame-Options", "DENY")
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();

        assertThat(page).doesNotContainPattern("<script>|<style|onload=|https?://");
        get("/docs/services.json")
                .expectHeader()
                .valueEquals("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
    }

    @Test
    void offersEveryServiceThereIs() {
        get("/docs/services.json")
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.urls[*].name")
                .value(it -> assertThat(it)
                        .asInstanceOf(InstanceOfAssertFactories.LIST)
                        .containsExactlyInAnyOrder(
                                "user-service",
                                "activity-service",
                                "ai-service",
                                "medical-service",
                                "payment-service",
                                "notification-service",
                                "health-service",
                                "child-service",
                                "community-service"))
                .jsonPath("$.urls[?(@.name == 'health-service')].url")
                .isEqualTo("/v3/api-docs/health-service");
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "Bearer nonsense"})
    void carriesADocumentFromItsServiceToAnybody(String authorization) {

        Fleet.HEALTH.on(
                "/v3/api-docs/health-service",
                (_, response) ->
                        response.header("Content-Type", "application/yaml").sendString(Mono.just("openapi: 3.1.0")));

        Visitors.of(anybody)
                .get()
                .uri("/v3/api-docs/health-service")
                .header("Authorization", authorization)
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .contentType("application/yaml")
                .expectBody(String.class)
                .isEqualTo("openapi: 3.1.0");
        Fleet.HEALTH.forget();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v3/api-docs",
                "/v3/api-docs/other-service",
                "/v3/api-docs/gateway",
                "/v3/api-docs/health-service/more",
                "/v3/api-docs/health-service.yaml",
                "/docs/nothing",
                "/webjars/swagger-ui/1.0.0/swagger-ui.css",
                "/webjars/other/1/x.js"
            })
    void knowsNothingElse(String path) {
        get(path)
                .expectStatus()
                .isNotFound()
                .expectBody()
                .jsonPath("$.error.code")
                .isEqualTo("NOT_FOUND");
    }

    @Test
    void namesThemToWhoComesWithoutAPath() {
        get("/").expectBody()
                .jsonPath("$.data.documents.docs")
                .isEqualTo("/docs")
                .jsonPath("$.data.documents.tokenKeys")
                .isEqualTo("/.well-known/jwks.json")
                .jsonPath("$.data.documents.user-service")
                .isEqualTo("/v3/api-docs/user-service")
                .jsonPath("$.data.documents.length()")
                .isEqualTo(11);
    }

    private WebTestClient.ResponseSpec get(String path) {
        return Visitors.of(anybody)
                .mutate()
                .codecs(it -> it.defaultCodecs().maxInMemorySize(4 * 1024 * 1024))
                .build()
                .get()
                .uri(path)
                .exchange();
    }
}
