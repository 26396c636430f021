package com.banxiang.gateway.door;

import static org.assertj.core.api.Assertions.assertThat;

import com.banxiang.gateway.Fleet;
import com.banxiang.gateway.Visitors;
import com.banxiang.testkit.EdgeTest;
import com.banxiang.testkit.TestTokens;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.core.publisher.Mono;

/** A session that ended is refused within seconds, also when its token has been believed before. */
@EdgeTest(properties = "banxiang.gateway.revocations-every=1h")
class RevokedSessionsTests {

    static final String LIST = "/internal/sessions/revoked";
    static final Duration PATIENCE = Duration.ofSeconds(10);

    final UUID elder = UUID.randomUUID();
    final UUID session = UUID.randomUUID();
    final String token = TestTokens.user(elder, it -> it.session(session));

    @Autowired
    RevokedSessions revoked;

    @Autowired
    WebTestClient anybody;

    @DynamicPropertySource
    static void fleet(DynamicPropertyRegistry properties) {
        Fleet.describe(properties);
    }

    @AfterEach
    void forget() {
        Fleet.USER.forget();
    }

    @Test
    void refusesARevokedSessionThoughItsTokenIsRemembered() {

        ask().expectStatus().isOk();

        tell(session);
        revoked.read().block(PATIENCE);

        ask().expectStatus()
                .isUnauthorized()
                .expectBody()
                .jsonPath("$.error.code")
                .isEqualTo("SESSION_REVOKED");
    }

    @Test
    void leavesOtherSessionsOfTheAccountAlone() {

        tell(UUID.randomUUID());
        revoked.read().block(PATIENCE);

        ask().expectStatus().isOk();
    }

    @Test
    void keepsItsLastCopyWhileUserServiceIsAway() {

        tell(session);
        revoked.read().block(PATIENCE);

        Fleet.USER.on(LIST, (_, response) -> response.status(503).send());
        revoked.read().block(PATIENCE);
        Fleet.USER.on(LIST, (_, response) -> response.sendString(Mono.just("nonsense")));
        revoked.read().block(PATIENCE);

        ask().expectStatus().isUnauthorized();
    }

    @Test
    void asksAsItselfAndOnlyForWhatIsNew() {

        tell(session);
        revoked.read().block(PATIENCE);
        revoked.read().block(PATIENCE);

        var last = Fleet.USER.asked().getLast();
        assertThat(last.header("Authorization")).startsWith("Service ");
        // Ten seconds before what the last answer called now.
        assertThat(last.uri()).isEqualTo(LIST + "?since=2026-11-20T07%3A59%3A50Z");
    }

    private static void tell(UUID session) {
        Fleet.USER.on(
                LIST,
                (_, response) -> response.header("Content-Type", "application/json")
                        .sendString(Mono.just("""
                            {"success":true,"code":200,"message":"ok","timestamp":1,"requestId":"r",
                             "data":{"items":[{"sid":"%s","at":"2026-11-20T07:59:00Z"}],"now":"2026-11-20T08:00:00Z"}}
                            """.formatted(session))));
    }

    private WebTestClient.ResponseSpec ask() {
        return Visitors.of(anybody)
                .get()
                .uri("/api/v1/health/records")
                .header(HttpHeaders.AUTHORIZATION, Visitors.bearer(token))
                .exchange();
    }
}
