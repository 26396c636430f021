package com.banxiang.user.session;

import static com.banxiang.user.Client.claim;
import static org.assertj.core.api.Assertions.assertThat;

import com.banxiang.testkit.AtOnce;
import com.banxiang.testkit.Contended;
import com.banxiang.testkit.ServiceTest;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A refresh token is used once and followed by another; used again, it ends its family. */
@ServiceTest
class RefreshSessionTests extends SessionScene {

    @Test
    void refreshKeepsTheSessionAndGivesNewTokens() {

        var renewed = refresh(elder.refreshToken()).expect(200).data();
        var token = renewed.path("token").asString();

        assertThat(renewed.path("expiresIn").asInt()).isEqualTo(1800);
        assertThat(renewed.path("refreshToken").asString()).isNotEqualTo(elder.refreshToken());
        assertThat(claim(token, "sid")).isEqualTo(elder.sid());
        assertThat(claim(token, "jti")).isNotEqualTo(claim(elder.token(), "jti"));
        client.get("/api/v1/users/me", token).expect(200);
    }

    @Test
    void refreshTokensAreUsedOneAfterTheOther() {

        var token = elder.refreshToken();
        for (var i = 0; i < 4; i++) {
            token = successor(token);
        }
        refresh(token).expect(200);
    }

    @Test
    void twentyRefreshesAtOnceGetTheSameSuccessor() {

        var answers = AtOnce.by(20, () -> refresh(elder.refreshToken()));

        assertThat(answers).allSatisfy(it -> it.expect(200));
        assertThat(answers)
                .extracting(it -> it.data().path("refreshToken").asString())
                .containsOnly(answers.getFirst().data().path("refreshToken").asString());
        assertThat(tokensOf(elder)).isEqualTo(2);
    }

    @Test
    void secondRefreshThatWaitsForTheFirstIsAnsweredAlike() {

        var answers = Contended.row(
                        database, "select 1 from refresh_tokens where session_id = $1", UUID.fromString(elder.sid()))
                .by(() -> refresh(elder.refreshToken()), () -> refresh(elder.refreshToken()));

        assertThat(answers).allSatisfy(it -> it.expect(200));
        assertThat(answers.getFirst().data().path("refreshToken"))
                .isEqualTo(answers.getLast().data().path("refreshToken"));
        assertThat(tokensOf(elder)).isEqualTo(2);
    }

    @Test
    void spentTokenIsAnsweredAgainWithinTheGrace() {

        var first = successor(elder.refreshToken());
        assertThat(successor(elder.refreshToken())).isEqualTo(first);
    }

    @Test
    void spentTokenAfterTheGraceEndsTheWholeFamily() {

        var first = successor(elder.refreshToken());
        spentEarlier("11 seconds");

        refresh(elder.refreshToken()).expectRefusal(401, "REFRESH_TOKEN_REUSED");
        refresh(first).expectRefusal(401, "INVALID_REFRESH_TOKEN");
        refresh(elder.refreshToken()).expectRefusal(401, "INVALID_REFRESH_TOKEN");
        assertThat(revoked("")).contains(elder.sid());
    }

    @Test
    void spentTokenWhoseSuccessorIsSpentEndsTheWholeFamilyAtOnce() {

        var second = successor(successor(elder.refreshToken()));

        refresh(elder.refreshToken()).expectRefusal(401, "REFRESH_TOKEN_REUSED");
        refresh(second).expectRefusal(401, "INVALID_REFRESH_TOKEN");
    }

    @Test
    void reuseLeavesOtherSessionsOfTheSamePersonAlone() {

        var other = signInAgain();
        successor(successor(elder.refreshToken()));

        refresh(elder.refreshToken()).expectRefusal(401, "REFRESH_TOKEN_REUSED");
        refresh(other.refreshToken()).expect(200);
    }

    @Test
    void refreshTokenIsGoodForSevenDaysAndNoLonger() {

        stored.change(
                "update refresh_tokens set expires_at = expires_at - interval '7 days' + interval '1 minute'"
                        + " where session_id = ?",
                UUID.fromString(elder.sid()));
        var next = successor(elder.refreshToken());

        stored.change(
                "update refresh_tokens set expires_at = expires_at - interval '7 days' where session_id = ?",
                UUID.fromString(elder.sid()));
        refresh(next).expectRefusal(401, "INVALID_REFRESH_TOKEN");
    }

    @Test
    void sessionLivesAsLongAsItsNewestToken() {

        var session = UUID.fromString(elder.sid());
        stored.change("update sessions set expires_at = now() + interval '1 hour' where id = ?", session);

        successor(elder.refreshToken());

        assertThat(stored.one(
                        Boolean.class,
                        "select expires_at = (select max(expires_at) from refresh_tokens where session_id ="
                                + " sessions.id) from sessions where id = ?",
                        session))
                .isTrue();
    }

    @Test
    void childsRefreshTokenIsNothingHereAndStaysGoodThere() {

        var child = client.postAs("child-service", "/internal/children/%s/tokens".formatted(UUID.randomUUID()), null)
                .expect(200)
                .data()
                .path("refreshToken")
                .asString();

        refresh(child).expectRefusal(401, "INVALID_REFRESH_TOKEN");
        client.postAs("child-service", "/internal/tokens/refresh", Map.of("refreshToken", child, "typ", "child"))
                .expect(200);
    }

    @Test
    void onlyHashesAreStored() {

        assertThat(stored.count(
                        "select count(*) from refresh_tokens where hash = sha256(convert_to(?, 'UTF8'))",
                        elder.refreshToken()))
                .isOne();
        assertThat(stored.count(
                        "select count(*) from refresh_tokens where refresh_tokens::text like '%' || ? || '%'",
                        elder.refreshToken()))
                .isZero();
    }

    @Test
    void unknownAndUnreadableTokensAreRefused() {

        refresh("made-up").expectRefusal(401, "INVALID_REFRESH_TOKEN");
        refresh("'; drop table sessions; --").expectRefusal(401, "INVALID_REFRESH_TOKEN");
        client.post(REFRESH, null, "{\"refreshToken\": 7}").expectMalformed("refreshToken");
        client.post(REFRESH, null, "{").expectRefusal(400, "MALFORMED_REQUEST");
        client.post(REFRESH, null, null).expectRefusal(400, "MALFORMED_REQUEST");
    }

    @Test
    void refreshLooksAtNoAccessToken() {
        client.post(REFRESH, "nonsense", Map.of("refreshToken", elder.refreshToken()))
                .expect(200);
    }
}
