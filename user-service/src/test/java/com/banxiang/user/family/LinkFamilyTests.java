package com.banxiang.user.family;

import static org.assertj.core.api.Assertions.assertThat;

import com.banxiang.testkit.Answer;
import com.banxiang.testkit.AtOnce;
import com.banxiang.testkit.EventContract;
import com.banxiang.testkit.RecordedEvents;
import com.banxiang.testkit.ServiceTest;
import com.banxiang.testkit.TestTokens;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A code makes an app user the child of its owner. */
@ServiceTest
class LinkFamilyTests extends FamilyScene {

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

        link(daughter, "ABC234", "neighbour").expectMalformed("relationship");
        client.post(LINK, daughter.token(), "{").expectRefusal(400, "MALFORMED_REQUEST");
    }
}
