package com.banxiang.gateway;

import static com.banxiang.gateway.Visitors.bearer;
import static org.assertj.core.api.Assertions.assertThat;

import com.banxiang.testkit.EdgeTest;
import com.banxiang.testkit.TestTokens;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.core.publisher.Mono;

/** What the services behind are told of a request, and browsers of its answer. */
@EdgeTest
class HeaderApiTests {

    static final String RECORDS = "/api/v1/health/records";

    final UUID elder = UUID.randomUUID();

    @Autowired
    WebTestClient anybody;

    @DynamicPropertySource
    static void fleet(DynamicPropertyRegistry properties) {
        Fleet.describe(properties);
    }

    @Test
    void keepsASafeRequestIdAndReplacesAnUnsafeOne() {

        Visitors.of(anybody)
                .get()
                .uri(RECORDS + "/ids")
                .header(HttpHeaders.AUTHORIZATION, bearer(TestTokens.user(elder)))
                .header("X-Request-Id", "req_mine-1")
                .exchange()
                .expectHeader()
                .values("X-Request-Id", it -> assertThat(it).containsExactly("req_mine-1"));
        assertThat(Fleet.HEALTH.asked(RECORDS + "/ids").getLast().header("X-Request-Id"))
                .isEqualTo("req_mine-1");

        Visitors.of(anybody)
                .get()
                .uri(RECORDS + "/ids")
                .header("X-Request-Id", "a b\"c")
                .exchange()
                .expectHeader()
                .value("X-Request-Id", it -> assertThat(it).startsWith("req_").doesNotContain("\""));
    }

    @Test
    void passesATraceOnOrBeginsOne() {

        var trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
        Visitors.of(anybody)
                .get()
                .uri(RECORDS + "/trace")
                .header(HttpHeaders.AUTHORIZATION, bearer(TestTokens.user(elder)))
                .header("traceparent", trace)
                .exchange()
                .expectStatus()
                .isOk();
        assertThat(Fleet.HEALTH.asked(RECORDS + "/trace").getLast().header("traceparent"))
                .startsWith("00-4bf92f3577b34da6a3ce929d0e0e4736-")
                .endsWith("-01");

        get(RECORDS + "/trace", TestTokens.user(elder)).expectStatus().isOk();
        assertThat(Fleet.HEALTH.asked(RECORDS + "/trace").getLast().header("traceparent"))
                .matches("00-[0-9a-f]{32}-[0-9a-f]{16}-0[01]");
    }

    @Test
    void believesNobodyAboutThemselves() {

        Visitors.from("198.51.100.7", anybody)
                .get()
                .uri(RECORDS + "/headers")
                .header(HttpHeaders.AUTHORIZATION, bearer(TestTokens.user(elder)))
                .header("X-Acting-For", "user:" + elder)
                .header("x-acting-for", "child:" + elder)
                .header("X-User-Id", "1")
                .header("X-Real-IP", "1.2.3.4")
                .header("X-Forwarded-Host", "evil.example")
                .header("X-Forwarded-Proto", "https")
                .header("Forwarded", "for=1.2.3.4")
                .header("X-HTTP-Method-Override", "DELETE")
                .header("X-Original-URL", "/internal/x")
                .header("Accept-Language", "en")
                .header("Idempotency-Key", "key-1")
                .exchange()
                .expectStatus()
                .isOk();

        var asked = Fleet.HEALTH.asked(RECORDS + "/headers").getLast();
        assertThat(asked.headers())
                .doesNotContainKeys(
                        "x-acting-for",
                        "x-user-id",
                        "x-real-ip",
                        "x-forwarded-host",
                        "x-forwarded-proto",
                        "forwarded",
                        "x-http-method-override",
                        "x-original-url");
        assertThat(asked.header("X-Forwarded-For")).isEqualTo("198.51.100.7");
        assertThat(asked.header("Accept-Language")).isEqualTo("en");
        assertThat(asked.header("Idempotency-Key")).isEqualTo("key-1");
        assertThat(asked.header("Authorization")).startsWith("Bearer ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Forwarded",
                "Via",
                "X-Real-IP",
                "X-Client-IP",
                "X-Cluster-Client-IP",
                "True-Client-IP",
                "CF-Connecting-IP",
                "X-Acting-For",
                "X-Correlation-Id",
                "X-HTTP-Method",
                "X-HTTP-Method-Override",
                "X-Method-Override",
                "X-Original-URL",
                "X-Rewrite-URL",
                "baggage",
                "b3",
                "X-Forwarded-Host",
                "X-Original-Host",
                "X-User-Id",
                "X-Account-Id",
                "X-Auth-Roles",
                "X-Caller-Id",
                "X-Internal-Call",
                "X-Service-Name",
                "X-BanXiang-Kind",
                "X-B3-TraceId"
            })
    void passesNoHeaderOnThatIsOursToSay(String name) {

        Visitors.of(anybody)
                .get()
                .uri(RECORDS + "/ours/" + name)
                .header(HttpHeaders.AUTHORIZATION, bearer(TestTokens.user(elder)))
                .header(name, "believe-me")
                .exchange()
                .expectStatus()
                .isOk();

        assertThat(Fleet.HEALTH.asked(RECORDS + "/ours/" + name))
                .singleElement()
                .satisfies(it -> assertThat(it.headers().toString()).doesNotContain("believe-me"));
    }

    @Test
    void tellsBrowsersToTrustNothing() {

        for (var path : new String[] {"/", "/nothing", RECORDS}) {
            get(path, null)
                    .expectHeader()
                    .valueEquals("X-Content-Type-Options", "nosniff")
                    .expectHeader()
                    .valueEquals("X-Frame-Options", "DENY")
                    .expectHeader()
                    .valueEquals("Referrer-Policy", "no-referrer")
                    .expectHeader()
                    .valueEquals("Strict-Transport-Security", "max-age=31536000; includeSubDomains")
                    .expectHeader()
                    .valueEquals("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
        }

        get(RECORDS, TestTokens.user(elder)).expectHeader().valueEquals("X-Content-Type-Options", "nosniff");
    }

    @Test
    void tellsNobodyWhatAServiceRunsOn() {

        Fleet.HEALTH.on(
                RECORDS + "/server",
                (_, response) -> response.header("Server", "netty/1").sendString(Mono.just("{}")));

        get(RECORDS + "/server", TestTokens.user(elder))
                .expectStatus()
                .isOk()
                .expectHeader()
                .doesNotExist("Server");
    }

    @Test
    void leavesAPageItsOwnPolicy() {

        Fleet.CHILD.on(
                "/api/child/page",
                (_, response) -> response.header("Content-Security-Policy", "script-src 'self'")
                        .sendString(Mono.just("page")));

        get("/api/child/page", TestTokens.child(elder))
                .expectHeader()
                .values("Content-Security-Policy", it -> assertThat(it).containsExactly("script-src 'self'"));
    }

    private WebTestClient.ResponseSpec get(String path, String token) {
        return Visitors.get(anybody, path, token);
    }
}
