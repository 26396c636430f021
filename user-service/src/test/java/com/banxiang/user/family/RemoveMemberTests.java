package com.banxiang.user.family;

import static org.assertj.core.api.Assertions.assertThat;

import com.banxiang.testkit.AtOnce;
import com.banxiang.testkit.Contended;
import com.banxiang.testkit.EventContract;
import com.banxiang.testkit.RecordedEvents;
import com.banxiang.testkit.ServiceTest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Either side ends a link; whose bond child-service keeps, it has to end. */
@ServiceTest
class RemoveMemberTests extends FamilyScene {

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
}
