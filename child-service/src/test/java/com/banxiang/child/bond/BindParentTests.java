package com.banxiang.child.bond;

import static com.banxiang.child.Client.data;
import static com.banxiang.child.Client.expectInvalid;
import static com.banxiang.child.Client.expectMalformed;
import static com.banxiang.child.Client.expectRefusal;
import static com.banxiang.child.World.REDEEM;
import static com.banxiang.child.World.aParent;
import static com.banxiang.child.World.familyCodeOf;
import static com.banxiang.child.World.redemptionsOf;
import static com.banxiang.child.World.users;
import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.banxiang.child.Client;
import com.banxiang.child.Rows;
import com.banxiang.child.Sabotage;
import com.banxiang.child.World;
import com.banxiang.child.World.SomeChild;
import com.banxiang.platform.crypto.FieldCipher;
import com.banxiang.testkit.EventContract;
import com.banxiang.testkit.RecordedEvents;
import com.banxiang.testkit.ServiceTest;
import com.banxiang.testkit.TestTokens;
import com.banxiang.testkit.Vendor;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

@ServiceTest
class BindParentTests {

    @Autowired
    WebTestClient http;

    @Autowired
    DatabaseClient database;

    @Autowired
    FieldCipher cipher;

    World world;
    Rows rows;
    SomeChild child;
    UUID parent;

    @BeforeEach
    void aChildAndAParent() {
        world = new World(http);
        rows = new Rows(database);
        child = world.aChild();
        parent = aParent();
    }

    @Test
    void bindsAndAnnouncesIt() {

        var answer = world.client.post(
                "/api/child/bind",
                child.token(),
                Map.of("inviteCode", familyCodeOf(parent), "relationship", "son_in_law", "alertPhone", "13912348000"));

        answer.expectStatus().isCreated();
        var bond = data(answer);
        assertThat(bond.path("parentId").asString()).isEqualTo(parent.toString());
        assertThat(bond.path("relationship").asString()).isEqualTo("son_in_law");
        assertThat(bond.path("notificationEnabled").asBoolean()).isTrue();
        assertThat(bond.path("alertPhone").asString()).isEqualTo("139****8000");
        assertThat(bond.path("openAlerts").asInt(-1)).isZero();
        assertThat(bond.path("linkedAt").asString()).endsWith("Z");

        var event = RecordedEvents.of("family-linked").await(parent.toString());
        EventContract.of("family-linked").verify(event.value());
        assertThat(event.header("ce_source")).isEqualTo("/child-service");
        assertThat(event.json().path("linkId").asString())
                .isEqualTo(bond.path("linkId").asString());
        assertThat(event.json().path("child").path("id").asString())
                .isEqualTo(child.id().toString());
        assertThat(event.json().path("child").path("kind").asString()).isEqualTo("child");
        assertThat(event.json().path("version").asInt()).isEqualTo(1);
        assertThat(event.value()).doesNotContain("13912348000", "139****8000");

        var underItsConsent = "select count(*) from bonds where child_id = :id and consent_version = 'family-1'";
        assertThat(rows.count(underItsConsent, child.id())).isOne();
    }

    @Test
    void keepsTheAlertPhoneUnreadable() {

        world.client
                .post(
                        "/api/child/bind",
                        child.token(),
                        Map.of("inviteCode", familyCodeOf(parent), "relationship", "son", "alertPhone", "13912348000"))
                .expectStatus()
                .isCreated();

        var stored = database.sql("select alert_phone from bonds where child_id = :id")
                .bind("id", child.id())
                .mapValue(byte[].class)
                .one()
                .block();
        assertThat(new String(stored, ISO_8859_1)).doesNotContain("13912348000");
        assertThat(cipher.decrypt(stored)).isEqualTo("13912348000");
    }

    @Test
    void givesTheSameBondAgain() {

        var code = familyCodeOf(parent);

        var first = world.bind(child, code);
        var again = world.bind(child, " " + code.toLowerCase(Locale.ROOT) + " ");

        assertThat(again).isEqualTo(first);
        assertThat(redemptionsOf(code)).isEqualTo(1);
        assertThat(rows.eventsAbout(parent)).isEqualTo(1);
    }

    @Test
    void givesTheSameBondForAnotherCodeOfTheSameParent() {

        var first = world.bind(child, parent);

        assertThat(world.bind(child, parent)).isEqualTo(first);
        assertThat(rows.eventsAbout(parent)).isEqualTo(1);
    }

    @Test
    void makesOneBondOfTwentyAttemptsAtOnce() {

        var code = familyCodeOf(parent);

        var answers = Client.atOnce(20, () -> bind(code));

        assertThat(answers).allMatch(it -> it.path("code").asInt() == 201);
        assertThat(answers.stream().map(it -> it.path("data").path("linkId").asString()))
                .containsOnly(answers.getFirst().path("data").path("linkId").asString());
        assertThat(rows.bondsOf(child.id())).isEqualTo(1);
        assertThat(rows.eventsAbout(parent)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 404, 422})
    void refusesACodeUserServiceDoesNotKnow(int status) {

        users().refuses("POST", REDEEM, status, "INVALID_FAMILY_CODE");

        expectRefusal(bind("WRONG1"), 422, "INVALID_FAMILY_CODE");
        assertThat(rows.bondsOf(child.id())).isZero();
    }

    @Test
    void tellsWhoGuessesTooOftenWhenToComeBack() {

        Vendor.server()
                .stubFor(post(urlEqualTo("/neighbours/user-service" + REDEEM))
                        .willReturn(aResponse()
                                .withStatus(429)
                                .withHeader("Retry-After", "1234")
                                .withBody("{\"success\":false,\"error\":{\"code\":\"RATE_LIMITED\"}}")));

        var answer = bind("GUESS1");

        answer.expectHeader().valueEquals("Retry-After", "1234");
        expectRefusal(answer, 429, "RATE_LIMITED");
        assertThat(rows.bondsOf(child.id())).isZero();
    }

    @Test
    void letsWhoGuessesTooOftenWaitAnHourIfNobodySaysHowLong() {

        users().refuses("POST", REDEEM, 429, "RATE_LIMITED");

        var answer = bind("GUESS2");

        answer.expectHeader().valueEquals("Retry-After", "3600");
        expectRefusal(answer, 429, "RATE_LIMITED");
    }

    @Test
    void refusesTheEleventhParentAndLeavesTheCodeUnspent() {

        for (var parents = 0; parents < 10; parents++) {
            world.bind(child, aParent());
        }
        var code = familyCodeOf(parent);

        expectRefusal(bind(code), 422, "TOO_MANY_PARENTS");

        assertThat(redemptionsOf(code)).isZero();
        assertThat(rows.bondsOf(child.id())).isEqualTo(10);
        assertThat(rows.eventsAbout(parent)).isZero();
    }

    @Test
    void countsNoBondThatHasEndedAgainstTheLimit() {

        for (var parents = 0; parents < 10; parents++) {
            world.bind(child, parents == 0 ? parent : aParent());
        }
        world.client
                .delete("/api/child/parents/" + parent, child.token())
                .expectStatus()
                .isOk();

        world.bind(child, aParent());
        expectRefusal(bind(familyCodeOf(aParent())), 422, "TOO_MANY_PARENTS");
    }

    @Test
    void passesTheLimitWithNoNumberOfCodesAtOnce() {

        for (var parents = 0; parents < 9; parents++) {
            world.bind(child, aParent());
        }
        var codes = Stream.generate(() -> familyCodeOf(aParent())).limit(8).toList();

        var answers = Client.atOnce(codes.stream()
                .map(code -> (Supplier<ResponseSpec>) () -> bind(code))
                .toList());

        assertThat(answers.stream().filter(it -> it.path("success").asBoolean()))
                .hasSize(1);
        assertThat(answers.stream().filter(it -> !it.path("success").asBoolean()))
                .allMatch(it -> it.path("error").path("code").asString().equals("TOO_MANY_PARENTS"));
        assertThat(rows.bondsOf(child.id())).isEqualTo(10);
    }

    @Test
    void doesNotBringAnEndedBondBackByItsOldCodes() {

        var code = familyCodeOf(parent);
        var another = familyCodeOf(parent);
        world.bind(child, code);
        world.bind(child, another);
        world.client
                .delete("/api/child/parents/" + parent, child.token())
                .expectStatus()
                .isOk();

        expectRefusal(bind(code), 422, "INVALID_FAMILY_CODE");
        expectRefusal(bind(another), 422, "INVALID_FAMILY_CODE");
        assertThat(rows.count("select count(*) from bonds where ended_at is null and child_id = :id", child.id()))
                .isZero();
    }

    @Test
    void bindsAnewByANewCode() {

        var first = world.bind(child, parent);
        world.client
                .delete("/api/child/parents/" + parent, child.token())
                .expectStatus()
                .isOk();

        var second = world.bind(child, parent);

        assertThat(second.path("linkId")).isNotEqualTo(first.path("linkId"));
    }

    @Test
    void letsEveryChildUseItsOwnCode() {

        var sibling = world.aChild();
        var code = familyCodeOf(parent);
        world.bind(child, code);

        assertThat(world.bind(sibling, familyCodeOf(parent)).path("parentId").asString())
                .isEqualTo(parent.toString());
        assertThat(rows.eventsAbout(parent)).isEqualTo(2);
    }

    @Test
    void writesNothingWhileUserServiceIsAway() {

        users().dropsConnections("POST", REDEEM);
        expectRefusal(bind("ABCDEF"), 503, "UPSTREAM_UNAVAILABLE");

        users().hangs("POST", REDEEM, Duration.ofSeconds(60));
        expectRefusal(bind("ABCDEF"), 504, "UPSTREAM_TIMEOUT");

        assertThat(rows.bondsOf(child.id())).isZero();
    }

    @Test
    void isHealedByAskingAgainAfterDyingBetweenRedeemingAndWriting() {

        var code = familyCodeOf(parent);

        try (var _ = Sabotage.ofInserts(database, "outbox_messages", "message_key", parent)) {
            bind(code).expectStatus().is5xxServerError();
        }
        assertThat(redemptionsOf(code)).isEqualTo(1);
        assertThat(rows.bondsOf(child.id())).isZero();

        world.bind(child, code);
        RecordedEvents.of("family-linked").await(parent.toString());
        assertThat(rows.bondsOf(child.id())).isEqualTo(1);
    }

    @Test
    void bindsNobodyWithoutAnAccount() {

        var code = familyCodeOf(parent);
        var stranger = TestTokens.child(UUID.randomUUID());

        expectRefusal(
                world.client.post("/api/child/bind", stranger, Map.of("inviteCode", code, "relationship", "son")),
                404,
                "CHILD_NOT_FOUND");
        assertThat(rows.eventsAbout(parent)).isZero();
    }

    @Test
    void wantsACodeAndARelationship() {

        expectInvalid(ask("{\"inviteCode\":\" \",\"relationship\":\"son\"}"), "inviteCode");
        expectMalformed(ask("{\"inviteCode\":\"ABCDEF\",\"relationship\":\"cousin\"}"), "relationship");
        expectMalformed(ask("{\"inviteCode\":\"ABCDEF\",\"relationship\":1}"), "relationship");
        expectMalformed(ask("{\"inviteCode\":123456,\"relationship\":\"son\"}"), "inviteCode");
        expectRefusal(ask("{\"inviteCode\""), 400, "MALFORMED_REQUEST");
        assertThat(users().asked("POST", REDEEM)).isEmpty();
    }

    private ResponseSpec bind(String code) {
        return world.client.post(
                "/api/child/bind", child.token(), Map.of("inviteCode", code, "relationship", "daughter"));
    }

    private ResponseSpec ask(String body) {
        return world.client.post("/api/child/bind", child.token(), body);
    }
}
