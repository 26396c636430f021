package com.banxiang.gateway;

import static com.banxiang.gateway.Visitors.bearer;
import static org.assertj.core.api.Assertions.assertThat;

import com.banxiang.testkit.EdgeTest;
import com.banxiang.testkit.TestTokens;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.core.publisher.Mono;

/** Which pages of other origins may read what we answer. */
@EdgeTest(properties = "banxiang.gateway.cross-origin.origins=https://admin.banxiang.com,https://h5.banxiang.com:8443")
class CrossOriginApiTests {

    static final String ADMIN = "https://admin.banxiang.com";
    static final String ORDERS = "/api/v1/orders/create";
    static final String RECORDS = "/api/v1/health/records";

    @Autowired
    WebTestClient anybody;

    @DynamicPropertySource
    static void fleet(DynamicPropertyRegistry properties) {
        Fleet.describe(properties);
    }

    /** Its service is down, so it can't have been asked. */
    @Test
    void answersAPreflightAtTheDoorAndWithoutAToken() {
        for (var origin : new String[] {ADMIN, "https://h5.banxiang.com:8443"}) {
            preflight(Visitors.of(anybody), ORDERS, origin)
                    .expectStatus()
                    .isNoContent()
                    .expectHeader()
                    .valueEquals("Access-Control-Allow-Origin", origin)
                    .expectHeader()
                    .value(
                            "Access-Control-Allow-Methods",
                            it -> assertThat(it.split(","))
                                    .containsExactlyInAnyOrder("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"))
                    .expectHeader()
                    .value(
                            "Access-Control-Allow-Headers",
                            it -> assertThat(it)
                                    .contains("Authorization", "Content-Type", "Idempotency-Key", "X-Request-Id"))
                    .expectHeader()
                    .valueEquals("Access-Control-Max-Age", "3600")
                    .expectHeader()
                    .doesNotExist("Access-Control-Allow-Credentials")
                    .expectHeader()
                    .value(HttpHeaders.VARY, it -> assertThat(it).contains("Origin"))
                    .expectBody()
                    .isEmpty();
        }
    }

    @Test
    void refusesThePreflightOfAnybodyElse() {
        for (var origin : new String[] {
            "https://evil.example",
            "null",
            "http://admin.banxiang.com",
            "https://admin.banxiang.com.evil.example",
            "https://admin.banxiang.com:444",
            "https://xadmin.banxiang.com"
        }) {
            preflight(Visitors.of(anybody), ORDERS, origin)
                    .expectStatus()
                    .isForbidden()
                    .expectHeader()
                    .doesNotExist("Access-Control-Allow-Origin")
                    .expectHeader()
                    .doesNotExist("Access-Control-Allow-Methods")
                    .expectBody()
                    .jsonPath("$.error.code")
                    .isEqualTo("FORBIDDEN");
        }
    }

    /** Nor does it take anything away from who asks what it is about. */
    @Test
    void countsNoPreflight() {

        var page = Visitors.of(anybody);
        for (var i = 0; i < 150; i++) {
            preflight(page, RECORDS, ADMIN).expectStatus().isNoContent();
        }

        page.get().uri("/").exchange().expectStatus().isOk().expectHeader().valueEquals("RateLimit-Remaining", "99");
    }

    @Test
    void knowsNoUnknownPathInAPreflight() {
        preflight(Visitors.of(anybody), "/internal/sessions/revoked", ADMIN)
                .expectStatus()
                .isNotFound();
    }

    @Test
    void takesNoOtherOptionsForAPreflight() {
        Visitors.of(anybody)
                .method(HttpMethod.OPTIONS)
                .uri(RECORDS)
                .header(HttpHeaders.ORIGIN, ADMIN)
                .exchange()
                .expectStatus()
                .isUnauthorized();
    }

    @Test
    void letsAPageReadAnswersAndRefusals() {

        get(RECORDS, TestTokens.user(UUID.randomUUID()), ADMIN).expectStatus().isOk();
        for (var answer : new WebTestClient.ResponseSpec[] {
            get(RECORDS, TestTokens.user(UUID.randomUUID()), ADMIN),
            get(RECORDS, null, ADMIN),
            get("/nothing", null, ADMIN)
        }) {
            answer.expectHeader()
                    .valueEquals("Access-Control-Allow-Origin", ADMIN)
                    .expectHeader()
                    .value(
                            "Access-Control-Expose-Headers",
                            it -> assertThat(it.split(", *"))
                                    .containsExactlyInAnyOrder(
                                            "X-Request-Id",
                                            "RateLimit-Limit",
                                            "RateLimit-Remaining",
                                            "RateLimit-Reset",
                                            "Retry-After",
                                            "Idempotency-Replay",
                                            "Location"))
                    .expectHeader()
                    .values(HttpHeaders.VARY, it -> assertThat(it).contains("Origin"));
        }
    }

    /** Who brings a good token is answered: reading the answer is what a browser then denies the page. */
    @Test
    void tellsAPageOfAnyOtherOriginNothing() {
        get(RECORDS, TestTokens.user(UUID.randomUUID()), "https://evil.example")
                .expectStatus()
                .isOk()
                .expectHeader()
                .doesNotExist("Access-Control-Allow-Origin")
                .expectHeader()
                .doesNotExist("Access-Control-Expose-Headers")
                .expectHeader()
                .values(HttpHeaders.VARY, it -> assertThat(it).contains("Origin"));
    }

    @Test
    void leavesTheLastWordToNoService() {

        Fleet.HEALTH.on(
                "/api/v1/health/liberal",
                (_, response) -> response.header("Access-Control-Allow-Origin", "*")
                        .header("Access-Control-Allow-Credentials", "true")
                        .sendString(Mono.just("{}")));

        get("/api/v1/health/liberal", TestTokens.user(UUID.randomUUID()), "https://evil.example")
                .expectStatus()
                .isOk()
                .expectHeader()
                .doesNotExist("Access-Control-Allow-Origin")
                .expectHeader()
                .doesNotExist("Access-Control-Allow-Credentials");
    }

    private static WebTestClient.ResponseSpec preflight(WebTestClient page, String path, String origin) {
        return page.method(HttpMethod.OPTIONS)
                .uri(path)
                .header(HttpHeaders.ORIGIN, origin)
                .header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", "authorization,idempotency-key")
                .exchange();
    }

    private WebTestClient.ResponseSpec get(String path, String token, String origin) {
        var request = Visitors.of(anybody).get().uri(path).header(HttpHeaders.ORIGIN, origin);
        if (token != null) {
            request.header(HttpHeaders.AUTHORIZATION, bearer(token));
        }
        return request.exchange();
    }
}
