package com.banxiang.user.family;

import static org.assertj.core.api.Assertions.assertThat;

import com.banxiang.testkit.Answer;
import com.banxiang.testkit.AtOnce;
import com.banxiang.testkit.Contended;
import com.banxiang.testkit.EventContract;
import com.banxiang.testkit.NeighbourStub;
import com.banxiang.testkit.RecordedEvents;
import com.banxiang.testkit.ServiceTest;
import com.banxiang.testkit.TestTokens;
import com.banxiang.user.Client;
import com.banxiang.user.Client.SignedIn;
import com.banxiang.user.Stored;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

@ServiceTest
class FamilyApiTests {

    static final String LINK = "/api/v1/family/link";
    static final String MEMBERS = "/api/v1/family/members";
    static final NeighbourStub CHILDREN = NeighbourStub.of("child-service");

    Client client;
    Stored stored;
    DatabaseClient database;
    SignedIn elder;
    SignedIn daughter;

    @BeforeEach
    void signIn(@Autowired WebTestClient http, @Autowired DatabaseClient database) {
        client = new Client(http);
        stored = new Stored(database);
        this.database = database;
        elder = client.signIn();
        daughter = client.signIn();
        client.put("/api/v1/users/profile", elder.token(), Map.of("nickname", "桂兰"))
                .expect(200);
        client.put("/api/v1/users/profile", daughter.token(), Map.of("nickname", "晓丽"))
                .expect(200);
    }

    @Test
    void codeMakesTheCallerTheChildOfItsOwnerAndSaysSo() {

        var link = link(daughter, code(elder), "daughter").expect(201).data();

        assertThat(link.path("direction").asString()).isEqualTo("parent");
        assertThat(link.path("kind").asString()).isEqualTo("user");
        assertThat(link.path("nickname").asString()).isEqualTo("桂兰");
        assertThat(link.path("relationship").asString()).isEqualTo("daughter");
        assertThat(link.path("linkedAt").asString()).endsWith("Z");
        assertThat(members(daughter)).containsExactly(link);
        assertThat(members(elder)).singleElement().satisfies(it -> {
            assertThat(it.path("linkId")).isEqualTo(link.path("linkId"));
            assertThat(it.path("direction").asString()).isEqualTo("child");
            assertThat(it.path("nickname").asString()).isEqualTo("晓丽");
        });

        var event = RecordedEvents.of("family-linked").await(elder.id().toString());
        EventContract.of("family-linked").verify(event.value());
        assertThat(event.header("ce_source")).isEqualTo("/user-service");
        assertThat(event.json().path("linkId")).isEqualTo(link.path("linkId"));
        assertThat(event.json().path("child").path("kind").asString()).isEqualTo("user");
        assertThat(event.json().path("child").path("id").asString())
                .isEqualTo(daughter.id().toString());
        assertThat(event.json().path("notificationEnabled").asBoolean()).isTrue();
        assertThat(event.json().path("version").asLong()).isOne();
    }

    @Test
    void askingAgainIsTheSameLinkAndNoOtherEvent() {

        var code = code(elder);
        var first = link(daughter, code, "daughter").expect(201).data();

        assertThat(link(daughter, code, "daughter").expect(201).data()).isEqualTo(first);
        assertThat(link(daughter, code(elder), "daughter").expect(201).data()).isEqualTo(first);
        assertThat(stored.announced("family-linked", elder.id())).hasSize(1);
    }

    @Test
    void anotherRelationshipIsTheSameLinkInANewVersion() {

        var first = link(daughter, code(elder), "daughter").expect(201).data();

        var second = link(daughter, code(elder), "daughter_in_law").expect(201).data();

        assertThat(second.path("linkId")).isEqualTo(first.path("linkId"));
        assertThat(second.path("relationship").asString()).isEqualTo("daughter_in_law");
        var events = RecordedEvents.of("family-linked").await(2, elder.id().toString());
        assertThat(events).extracting(it -> it.json().path("version").asLong()).containsExactly(1L, 2L);
    }

    @Test
    void twentyTimesAtOnceIsOneLinkAndOneEvent() {

        var code = code(elder);

        var answers = AtOnce.by(20, () -> link(daughter, code, "daughter"));

        assertThat(answers).allSatisfy(it -> it.expect(201));
        assertThat(answers)
                .extracting(Answer::data)
                .containsOnly(answers.getFirst().data());
        assertThat(stored.announced("family-linked", elder.id())).hasSize(1);
        assertThat(members(elder)).hasSize(1);
    }

    @Test
    void ownCodeIsRefusedAndStaysGood() {

        var code = code(elder);

        for (var i = 0; i < 11; i++) {
            link(elder, code, "other").expectRefusal(422, "OWN_FAMILY_CODE");
        }

        link(daughter, code, "daughter").expect(201);
    }

    @Test
    void wrongSpentAndOldCodesAreRefusedAndNothingIsWritten() {

        var spent = code(elder);
        link(client.signIn(), spent, "son").expect(201);
        var old = code(elder);
        stored.change("update family_codes set expires_at = now() where user_id = ?", elder.id());

        for (var code : List.of("ABC234", spent, old)) {
            link(daughter, code, "daughter").expectRefusal(422, "INVALID_FAMILY_CODE");
        }

        assertThat(members(daughter)).isEmpty();
        assertThat(stored.announced("family-linked", elder.id())).hasSize(1);
    }

    @Test
    void tenWrongCodesAnHourAreEnough() {

        for (var i = 0; i < 10; i++) {
            link(daughter, "WRONG" + i, "daughter").expectRefusal(422, "INVALID_FAMILY_CODE");
        }

        assertThat(link(daughter, code(elder), "daughter")
                        .expectRefusal(429, "RATE_LIMITED")
                        .retryAfter())
                .isBetween(3500L, 3600L);
    }

    @Test
    void whoHasNoAccountAnyMoreIsNobodysChildAndSpendsNoCode() {

        var code = code(elder);

        client.post(LINK, TestTokens.user(UUID.randomUUID()), Map.of("code", code, "relationship", "son"))
                .expectRefusal(404, "USER_NOT_FOUND");

        link(daughter, code, "daughter").expect(201);
    }

    @Test
    void linkIsReadCarefully() {

        client.post(LINK, daughter.token(), Map.of("relationship", "son")).expectInvalid("code");
        client.post(LINK, daughter.token(), Map.of("code", "ABC234")).expectInvalid("relationship");
        link(daughter, "ABC234", "neighbour").expectMalformed("relationship");
        link(daughter, "X".repeat(21), "son").expectInvalid("code");
        client.post(LINK, daughter.token(), "{").expectRefusal(400, "MALFORMED_REQUEST");
    }

    @Test
    void eitherSideEndsTheLinkAndItIsToldOnce() {

        for (var who : List.of(elder, daughter)) {
            var link = link(daughter, code(elder), "daughter")
                    .expect(201)
                    .data()
                    .path("linkId")
                    .asString();

            remove(who, link).expect(200);
            remove(who, link).expect(200);

            assertThat(members(elder)).isEmpty();
            assertThat(members(daughter)).isEmpty();
        }

        var events = RecordedEvents.of("family-unlinked").await(2, elder.id().toString());
        assertThat(events).allSatisfy(it -> EventContract.of("family-unlinked").verify(it.value()));
        assertThat(events).extracting(it -> it.json().path("version").asLong()).containsExactly(2L, 2L);
    }

    @Test
    void codeDoesNotBringBackWhoWasRemoved() {

        var code = code(elder);
        var link = link(daughter, code, "daughter")
                .expect(201)
                .data()
                .path("linkId")
                .asString();
        remove(elder, link).expect(200);

        link(daughter, code, "daughter").expectRefusal(422, "INVALID_FAMILY_CODE");
    }

    @Test
    void removingTwentyTimesAtOnceIsToldOnce() {

        var link = link(daughter, code(elder), "daughter")
                .expect(201)
                .data()
                .path("linkId")
                .asString();

        assertThat(AtOnce.by(20, () -> remove(elder, link))).allSatisfy(it -> it.expect(200));

        assertThat(stored.announced("family-unlinked", elder.id())).hasSize(1);
    }

    @Test
    void linkingAgainAndRemovingAtOnceWaitForEachOther() {

        var code = code(elder);
        var link = link(daughter, code, "daughter")
                .expect(201)
                .data()
                .path("linkId")
                .asString();

        var answers = Contended.row(database, "select 1 from users where id = $1", elder.id())
                .by(() -> link(daughter, code, "daughter_in_law"), () -> remove(elder, link));

        answers.getFirst().expect(201);
        answers.getLast().expect(200);
        assertThat(members(elder)).isEmpty();
        link(daughter, code, "daughter").expectRefusal(422, "INVALID_FAMILY_CODE");
    }

    @Test
    void relationshipThatChangesWhileTheLinkIsRemovedDoesNotBringItBack() {

        var link = link(daughter, code(elder), "daughter")
                .expect(201)
                .data()
                .path("linkId")
                .asString();
        var another = code(elder);

        var answers = Contended.row(database, "select 1 from family_links where link_id = $1", UUID.fromString(link))
                .by(() -> remove(daughter, link), () -> link(daughter, another, "daughter_in_law"));

        answers.getFirst().expect(200);
        var anew = answers.getLast().expect(201).data();
        assertThat(anew.path("linkId").asString()).isNotEqualTo(link);
        assertThat(members(elder))
                .singleElement()
                .satisfies(it -> assertThat(it.path("linkId")).isEqualTo(anew.path("linkId")));
    }

    @Test
    void linksOfOthersAreNotFound() {

        var link = link(daughter, code(elder), "daughter")
                .expect(201)
                .data()
                .path("linkId")
                .asString();

        remove(client.signIn(), link).expectRefusal(404, "FAMILY_MEMBER_NOT_FOUND");
        remove(elder, UUID.randomUUID().toString()).expectRefusal(404, "FAMILY_MEMBER_NOT_FOUND");
        remove(elder, "42").expectRefusal(404, "NOT_FOUND");

        assertThat(members(elder)).hasSize(1);
    }

    @Test
    void childOfTheMiniProgramIsEndedWhereItsBondIsKept() {

        var bond = bondOf(elder);
        CHILDREN.answers("DELETE", "/internal/bonds/" + bond, Map.of());

        remove(elder, bond.toString()).expect(200);

        assertThat(members(elder)).isEmpty();
        var asked = CHILDREN.asked("DELETE", "/internal/bonds/" + bond);
        assertThat(asked).hasSize(1);
        assertThat(asked.getFirst().getHeader("X-Acting-For")).isEqualTo("user:" + elder.id());
        assertThat(stored.announced("family-unlinked", elder.id()))
                .as("child-service tells of its own bonds")
                .isEmpty();
        remove(elder, bond.toString()).expect(200);
        assertThat(CHILDREN.asked("DELETE", "/internal/bonds/" + bond)).hasSize(1);
    }

    @Test
    void codeDoesNotBringBackAChildOfTheMiniProgramThatWasRemoved() {

        var child = UUID.randomUUID();
        var bond = bondOf(elder, child);
        var redemption = Map.of("code", code(elder), "childId", child);
        client.postAs("child-service", "/internal/family-codes/redeem", redemption)
                .expect(200);
        CHILDREN.answers("DELETE", "/internal/bonds/" + bond, Map.of());

        remove(elder, bond.toString()).expect(200);

        client.postAs("child-service", "/internal/family-codes/redeem", redemption)
                .expectRefusal(422, "INVALID_FAMILY_CODE");
    }

    @Test
    void whileChildServiceIsAwayNothingIsChanged() {

        var bond = bondOf(elder);

        CHILDREN.refuses("DELETE", "/internal/bonds/" + bond, 503, "UPSTREAM_UNAVAILABLE");
        remove(elder, bond.toString()).expectRefusal(503, "UPSTREAM_UNAVAILABLE");
        CHILDREN.dropsConnections("DELETE", "/internal/bonds/" + bond);
        remove(elder, bond.toString()).expectRefusal(503, "UPSTREAM_UNAVAILABLE");
        CHILDREN.hangs("DELETE", "/internal/bonds/" + bond, Duration.ofSeconds(60));
        remove(elder, bond.toString()).expectRefusal(504, "UPSTREAM_TIMEOUT");
        CHILDREN.refuses("DELETE", "/internal/bonds/" + bond, 403, "FORBIDDEN");
        remove(elder, bond.toString()).expectRefusal(503, "UPSTREAM_UNAVAILABLE");

        assertThat(members(elder)).hasSize(1);
    }

    @Test
    void bondThatChildServiceDoesNotKnowIsNotFound() {

        var bond = bondOf(elder);
        CHILDREN.refuses("DELETE", "/internal/bonds/" + bond, 404, "BOND_NOT_FOUND");

        remove(elder, bond.toString()).expectRefusal(404, "FAMILY_MEMBER_NOT_FOUND");
    }

    @Test
    void bondOfAnotherElderIsNotFoundAndNotAskedFor() {

        var bond = bondOf(daughter);

        remove(elder, bond.toString()).expectRefusal(404, "FAMILY_MEMBER_NOT_FOUND");

        assertThat(CHILDREN.asked("DELETE", "/internal/bonds/" + bond)).isEmpty();
    }

    @Test
    void familyIsListedNewestFirstPageByPage() {

        var links = new ArrayList<String>();
        for (var i = 0; i < 3; i++) {
            var child = client.signIn();
            links.addFirst(link(child, code(elder), "son")
                    .expect(201)
                    .data()
                    .path("linkId")
                    .asString());
        }
        links.addFirst(bondOf(elder).toString());

        var first = client.get(MEMBERS + "?limit=3", elder.token()).expect(200).data();
        var second = client.get(
                        MEMBERS + "?limit=3&cursor=" + first.path("nextCursor").asString(), elder.token())
                .expect(200)
                .data();

        assertThat(first.path("items").valueStream().map(it -> it.path("linkId").asString()))
                .containsExactlyElementsOf(links.subList(0, 3));
        assertThat(second.path("items")
                        .valueStream()
                        .map(it -> it.path("linkId").asString()))
                .containsExactly(links.get(3));
        assertThat(second.path("nextCursor").isNull()).isTrue();
        assertThat(first.path("items").get(0).path("kind").asString()).isEqualTo("child");
        client.get(MEMBERS + "?limit=0", elder.token()).expectInvalid("limit");
        client.get(MEMBERS + "?cursor=made-up", elder.token()).expectInvalid("cursor");
    }

    @Test
    void whoHasNobodyHasAnEmptyFamily() {
        assertThat(members(elder)).isEmpty();
        assertThat(client.get(MEMBERS, TestTokens.user(UUID.randomUUID()))
                        .expect(200)
                        .data()
                        .path("items"))
                .isEmpty();
    }

    /** As if child-service had told of it. */
    private UUID bondOf(SignedIn parent) {
        return bondOf(parent, UUID.randomUUID());
    }

    private UUID bondOf(SignedIn parent, UUID child) {

        var bond = UUID.randomUUID();
        stored.change(
                "insert into child_links (link_id, parent_id, child_id, relationship, linked_at, version)"
                        + " values (?, ?, ?, 'son', now(), 1)",
                bond,
                parent.id(),
                child);
        return bond;
    }

    private String code(SignedIn whose) {
        return client.post("/api/v1/family/generate-code", whose.token(), Map.of())
                .expect(201)
                .data()
                .path("code")
                .asString();
    }

    private Answer link(SignedIn child, String code, String relationship) {
        return client.post(LINK, child.token(), Map.of("code", code, "relationship", relationship));
    }

    private Answer remove(SignedIn who, String linkId) {
        return client.delete(MEMBERS + "/" + linkId, who.token());
    }

    private List<JsonNode> members(SignedIn who) {
        return client.get(MEMBERS, who.token())
                .expect(200)
                .data()
                .path("items")
                .valueStream()
                .toList();
    }
}
