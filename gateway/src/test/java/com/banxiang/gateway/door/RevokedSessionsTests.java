package com.banxiang.gateway.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.banxiang.gateway.FakeService;
import com.banxiang.gateway.Fleet;
import com.banxiang.gateway.Visitors;
import com.banxiang.platform.security.ServiceSettings;
import com.banxiang.platform.security.ServiceTokens;
import com.banxiang.testkit.EdgeTest;
import com.banxiang.testkit.TestTokens;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerResponse;

/** A session that ended is refused within seconds, also when its token has been believed before. */
@EdgeTest(properties = "banxiang.gateway.revocations-every=1h")
class RevokedSessionsTests {

    static final String LIST = "/internal/sessions/revoked";
    static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Not the fleet's, which the clocks of other tests ask too. */
    static final FakeService OWNER = new FakeService("user-service");

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
        properties.add("banxiang.neighbours.user-service.url", OWNER::url);
    }

    @AfterEach
    void forget() {
        OWNER.forget();
    }

    @Test
    void refusesARevokedSessionThoughItsTokenIsRemembered() {

        ask().expectStatus().isOk();

        tell(session);
        readUntilItIsKnown();

        ask().expectStatus()
                .isUnauthorized()
                .expectBody()
                .jsonPath("$.error.code")
                .isEqualTo("SESSION_REVOKED");
    }

    @Test
    void leavesOtherSessionsOfTheAccountAlone() {

        var other = UUID.randomUUID();
        tell(other);
        readUntilItIsKnown(other);

        ask().expectStatus().isOk();
    }

    @Test
    void keepsItsLastCopyWhileUserServiceIsAway() {

        tell(session);
        readUntilItIsKnown();

        OWNER.on(LIST, (_, response) -> response.status(503).send());
        revoked.read().block(PATIENCE);
        OWNER.on(LIST, (_, response) -> response.sendString(Mono.just("nonsense")));
        revoked.read().block(PATIENCE);

        ask().expectStatus().isUnauthorized();
    }

    @Test
    void remembersWhomItWasToldBefore() {

        var other = UUID.randomUUID();
        tell(session);
        readUntilItIsKnown();
        tell(other);
        readUntilItIsKnown(other);

        ask().expectStatus().isUnauthorized();
    }

    /** The clock waits for the end of a reading before it begins the next. */
    @Test
    void givesUpAReadingThatHangs() {

        OWNER.on(LIST, (_, _) -> Mono.never());

        revoked.read().block(PATIENCE);

        assertThat(OWNER.asked()).isNotEmpty();
    }

    @Test
    void asksAsItselfAndOnlyForWhatIsNew() {

        tell(session);
        readUntilItIsKnown();
        revoked.read().block(PATIENCE);

        // Ten seconds before what the last answer called now.
        assertThat(OWNER.asked(LIST + "?since=2026-11-20T07%3A59%3A50Z"))
                .isNotEmpty()
                .allSatisfy(it -> assertThat(it.header("Authorization")).startsWith("Service "));
    }

    /** More of them than a page holds may have ended within the overlap: it must not ask for the same page for ever. */
    @Test
    void readsOnWhileThereMayBeMore(@Autowired ServiceSettings settings, @Autowired ServiceTokens services) {

        var clock = Clock.fixed(Instant.parse("2026-11-20T08:31:00Z"), ZoneOffset.UTC);
        var full = UUID.randomUUID();
        var again = UUID.randomUUID();
        OWNER.on(LIST, (request, response) -> {
            var since = new QueryStringDecoder(request.uri())
                    .parameters()
                    .get("since")
                    .getFirst();
            return switch (since) {
                case "2026-11-20T08:00:00Z" -> answer(response, full, "2026-11-20T08:00:03Z", "2026-11-20T08:00:03Z");
                // It reaches back, and what it finds there fills the page.
                case "2026-11-20T08:00:03Z" -> answer(response, again, "2026-11-20T08:00:03Z", "2026-11-20T08:00:03Z");
                default -> answer(response, session, "2026-11-20T08:00:04Z", "2026-11-20T08:31:00Z");
            };
        });

        var reader = new RevokedSessions(settings, services, clock);
        reader.read().block(PATIENCE);

        assertThat(List.of(full, again, session)).allMatch(reader::contains);
        assertThat(OWNER.asked()).hasSize(3);

        // The next reading begins where the last page ended.
        reader.read().block(PATIENCE);
        assertThat(OWNER.asked(LIST + "?since=2026-11-20T08%3A30%3A50Z")).hasSize(1);
    }

    @Test
    void asksAtFirstForEverySessionWhoseTokenMayStillBeGood(
            @Autowired ServiceSettings settings, @Autowired ServiceTokens services) {

        var clock = Clock.fixed(Instant.parse("2026-11-20T09:00:00Z"), ZoneOffset.UTC);

        new RevokedSessions(settings, services, clock).read().block(PATIENCE);

        // The half hour a token lives, and a minute for clocks that differ.
        assertThat(OWNER.asked(LIST + "?since=2026-11-20T08%3A29%3A00Z")).hasSize(1);
    }

    private void readUntilItIsKnown() {
        readUntilItIsKnown(session);
    }

    /** A reading that takes too long is given up. */
    private void readUntilItIsKnown(UUID ended) {
        await().until(() -> {
            revoked.read().block(PATIENCE);
            return revoked.contains(ended);
        });
    }

    private static void tell(UUID session) {
        OWNER.on(LIST, (_, response) -> answer(response, session, "2026-11-20T07:59:00Z", "2026-11-20T08:00:00Z"));
    }

    private static Publisher<Void> answer(HttpServerResponse response, UUID session, String at, String now) {
        return response.header("Content-Type", "application/json")
                .sendString(Mono.just("""
                    {"success":true,"code":200,"message":"ok","timestamp":1,"requestId":"r",
                     "data":{"items":[{"sid":"%s","at":"%s"}],"now":"%s"}}
                    """.formatted(session, at, now)));
    }

    private WebTestClient.ResponseSpec ask() {
        return Visitors.of(anybody)
                .get()
                .uri("/api/v1/health/records")
                .header(HttpHeaders.AUTHORIZATION, Visitors.bearer(token))
                .exchange();
    }
}
