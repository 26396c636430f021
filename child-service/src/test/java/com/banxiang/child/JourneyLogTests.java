package com.banxiang.child;

import static com.banxiang.child.World.aParent;
import static com.banxiang.child.World.familyCodeOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.http.HttpMethod.GET;

import com.banxiang.child.alert.AlertFacts;
import com.banxiang.testkit.CapturedLogs;
import com.banxiang.testkit.RecordedEvents;
import com.banxiang.testkit.ServiceTest;
import com.banxiang.testkit.TestTokens;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;

/** What can be seen from outside of everything a child does: each outcome, and nothing about anybody. */
@ServiceTest
class JourneyLogTests {

    @Autowired
    WebTestClient http;

    @Autowired
    AlertFacts facts;

    @Autowired
    MeterRegistry meters;

    @Test
    void tellsEveryOutcomeAndNothingPersonal() {

        var world = new World(http);
        var openid = World.unique("oJourney");
        var phone = "13998761234";
        var loggedInBefore = counted("business.child.login", "registered");

        try (var logs = CapturedLogs.start()) {

            var loginCode = World.codeFor(openid);
            World.givesTokens();
            var login = Client.data(world.client.post("/api/child/auth/wx-login", null, Map.of("code", loginCode)));
            var id = UUID.fromString(login.path("user").path("id").asString());
            var token = TestTokens.child(id);
            var parent = aParent();
            World.users().refuses("POST", World.REDEEM, 422, "INVALID_FAMILY_CODE");
            var code = familyCodeOf(parent);

            world.client
                    .put("/api/child/me", token, Map.of("nickname", "李秘密"))
                    .expectStatus()
                    .isOk();
            var own = "13698765432";
            var phoneCode = World.codeForPhone(own);
            world.client
                    .post("/api/child/me/phone", token, Map.of("code", phoneCode))
                    .expectStatus()
                    .isOk();
            world.client
                    .post(
                            "/api/child/bind",
                            token,
                            Map.of("inviteCode", code, "relationship", "son", "alertPhone", phone))
                    .expectStatus()
                    .isCreated();
            world.client
                    .post("/api/child/bind", token, Map.of("inviteCode", "WRONG9", "relationship", "son"))
                    .expectStatus()
                    .isEqualTo(422);
            world.client
                    .put("/api/child/parents/" + parent, token, Map.of("alertPhone", "1399876" + "4321"))
                    .expectStatus()
                    .isOk();
            var alert = facts.raise(parent);
            world.client.get("/api/child/alerts", token).expectStatus().isOk();
            world.client
                    .put("/api/child/alerts/" + alert + "/ack", token, null)
                    .expectStatus()
                    .isOk();
            World.health()
                    .answers("GET", "/internal/users/" + parent + "/health/records", Map.of("items", List.of("秘密读数")));
            world.client
                    .get("/api/child/parents/" + parent + "/health", token)
                    .expectStatus()
                    .isOk();
            World.health()
                    .answers("GET", "/internal/users/" + parent + "/health/summary", Map.of("items", List.of("秘密读数")));
            world.client
                    .get("/api/child/parents/" + parent + "/overview", token)
                    .expectStatus()
                    .isOk();
            world.client
                    .askAs("notification-service", GET, "/internal/parents/" + parent + "/contacts")
                    .expectStatus()
                    .isOk();
            world.client
                    .put("/api/child/me", token, "{\"nickname\":\"" + phone + "\"")
                    .expectStatus()
                    .isBadRequest();
            World.users().dropsConnections("POST", "/internal/tokens/refresh");
            world.client
                    .post("/api/child/auth/refresh", null, Map.of("refreshToken", "secret-refresh"))
                    .expectStatus()
                    .isEqualTo(503);
            world.client
                    .delete("/api/child/parents/" + parent, token)
                    .expectStatus()
                    .isOk();
            RecordedEvents.of("family-unlinked").await(parent.toString());

            logs.assertSomewhere("log_in", "registered");
            logs.assertSomewhere("keep_phone", "kept", id.toString());
            logs.assertSomewhere("read_overview", "done");
            logs.assertSomewhere("bind", "bound", id.toString());
            logs.assertSomewhere("bind", "invalid_family_code");
            logs.assertSomewhere("change_bond", "done");
            logs.assertSomewhere("learn", "told", alert.toString());
            logs.assertSomewhere("acknowledge", "acknowledged", alert.toString());
            logs.assertSomewhere("read_health", "done");
            logs.assertSomewhere("refresh", "unavailable");
            logs.assertSomewhere("end_bond", "done");
            logs.assertNowhere(
                    openid,
                    loginCode,
                    phoneCode,
                    code,
                    own,
                    phone,
                    "13998764321",
                    "李秘密",
                    "妈妈",
                    "秘密读数",
                    "secret-refresh",
                    "the-access",
                    "the-refresh",
                    "c2Vzc2lvbi1rZXktb2YtMTY",
                    "not-to-be-seen-anywhere",
                    token);
        }

        assertThat(counted("business.child.login", "registered")).isEqualTo(loggedInBefore + 1);
        assertThat(counted("business.child.bond.make", "invalid_family_code")).isPositive();
        assertThat(meters.get("neighbour.breaker.state")
                        .tag("neighbour", "wechat")
                        .gauge()
                        .value())
                .isZero();
    }

    @Test
    void phoneThatIsLoggedAllTheSameIsMasked() {
        try (var logs = CapturedLogs.start()) {

            LoggerFactory.getLogger(JourneyLogTests.class).info("alerts go to {}", "13998761234");

            logs.assertSomewhere("alerts go to 139****1234");
            logs.assertNowhere("13998761234");
        }
    }

    private double counted(String meter, String outcome) {
        var counter = meters.find(meter).tag("outcome", outcome).counter();
        return counter == null ? 0 : counter.count();
    }
}
