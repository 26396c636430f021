package com.banxiang.user.invitation;

import static org.assertj.core.api.Assertions.assertThat;

import com.banxiang.testkit.Answer;
import com.banxiang.testkit.AtOnce;
import com.banxiang.testkit.ServiceTest;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A child redeems a code: once, in its time, and not by guessing. */
@ServiceTest
class RedeemFamilyCodeTests extends FamilyCodeScene {

    @Test
    void redeemingLetsTheChildIn() {

        client.put("/api/v1/users/profile", elder.token(), Map.of("nickname", "桂兰"))
                .expect(200);

        var welcome = redeem(code(), child).expect(200).data();

        assertThat(welcome.path("parentId").asString()).isEqualTo(elder.id().toString());
        assertThat(welcome.path("nickname").asString()).isEqualTo("桂兰");
        assertThat(texts(welcome.path("scopes"))).containsExactly("health", "activities", "pay");
        assertThat(welcome.path("consentVersion").asString()).isNotBlank();
        assertThat(stored.count(
                        "select count(*) from family_codes where user_id = ? and redeemed_by = ?"
                                + " and consent_version <> '' and created_at <= redeemed_at",
                        elder.id(),
                        child))
                .isOne();
    }

    @Test
    void codeIsReadInEitherCase() {
        redeem(code().toLowerCase(), child).expect(200);
    }

    @Test
    void codeWorksOnceAndTheSameChildIsAnsweredAlike() {

        var code = code();
        var first = redeem(code, child).expect(200).data();

        redeem(code, UUID.randomUUID()).expectRefusal(422, "INVALID_FAMILY_CODE");
        assertThat(redeem(code, child).expect(200).data()).isEqualTo(first);
    }

    @Test
    void ofTwentyChildrenAtOnceOneGetsIn() {

        var code = code();

        var answers = AtOnce.by(20, () -> redeem(code, UUID.randomUUID()));

        assertThat(answers).filteredOn(it -> it.status() == 200).hasSize(1);
        assertThat(answers).filteredOn(it -> it.status() == 422).hasSize(19);
    }

    @Test
    void oneChildTwentyTimesAtOnceGetsInOnce() {

        var code = code();

        var answers = AtOnce.by(20, () -> redeem(code, child));

        assertThat(answers).allSatisfy(it -> it.expect(200));
        assertThat(answers)
                .extracting(Answer::data)
                .containsOnly(answers.getFirst().data());
    }

    @Test
    void codeIsGoodForHalfAnHour() {

        var code = code();
        older("29 minutes");
        redeem(code, child).expect(200);

        older("1 minute");
        redeem(code, child).expectRefusal(422, "INVALID_FAMILY_CODE");

        var other = code();
        older("30 minutes");
        redeem(other, UUID.randomUUID()).expectRefusal(422, "INVALID_FAMILY_CODE");
    }

    @Test
    void eleventhWrongCodeWithinAnHourWaits() {

        var code = code();
        for (var i = 0; i < 10; i++) {
            redeem("WRONG" + i, child).expectRefusal(422, "INVALID_FAMILY_CODE");
        }

        assertThat(redeem(code, child).expectRefusal(429, "RATE_LIMITED").retryAfter())
                .isBetween(3500L, 3600L);
        redeem(code, UUID.randomUUID()).expect(200);
    }

    @Test
    void limitEndsAfterAnHour() {

        for (var i = 0; i < 10; i++) {
            redeem("WRONG" + i, child).expectRefusal(422, "INVALID_FAMILY_CODE");
        }
        stored.change("update attempts set tried_at = array(select it - interval '1 hour' from unnest(tried_at) it)");

        redeem(code(), child).expect(200);
    }

    @Test
    void rightCodesDoNotCountAgainstTheLimit() {

        for (var i = 0; i < 9; i++) {
            redeem("WRONG" + i, child).expectRefusal(422, "INVALID_FAMILY_CODE");
        }
        var code = code();
        for (var i = 0; i < 5; i++) {
            redeem(code, child).expect(200);
        }

        redeem("WRONG9", child).expectRefusal(422, "INVALID_FAMILY_CODE");
        redeem(code, child).expectRefusal(429, "RATE_LIMITED");
    }

    @Test
    void guessingManyAtOnceIsNoWayAroundTheLimit() {

        var answers = AtOnce.by(30, () -> redeem("WRONG", child));

        assertThat(answers).filteredOn(it -> it.status() == 422).hasSize(10);
        assertThat(answers).filteredOn(it -> it.status() == 429).hasSize(20);
    }

    @Test
    void redemptionIsReadCarefully() {
        client.postAs("child-service", REDEEM, Map.of("code", "ABC234", "childId", "42"))
                .expectMalformed("childId");
        client.postAs("child-service", REDEEM, "{").expectRefusal(400, "MALFORMED_REQUEST");
    }
}
