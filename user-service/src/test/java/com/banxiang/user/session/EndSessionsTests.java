package com.banxiang.user.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.banxiang.testkit.AtOnce;
import com.banxiang.testkit.ServiceTest;
import com.banxiang.testkit.TestTokens;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Signing out, here or everywhere, and how long the others are told of it. */
@ServiceTest
class EndSessionsTests extends SessionScene {

    @Test
    void logoutEndsThisSessionOnly() {

        var other = signInAgain();

        client.post(LOGOUT, elder.token(), Map.of()).expect(200);

        refresh(elder.refreshToken()).expectRefusal(401, "INVALID_REFRESH_TOKEN");
        refresh(other.refreshToken()).expect(200);
        assertThat(revoked("")).contains(elder.sid()).doesNotContain(other.sid());
    }

    @Test
    void logoutOfAllEndsEverySessionOfTheAccountAndNoOthers() {

        var other = signInAgain();
        var stranger = client.signIn();

        client.post(LOGOUT + "?all=true", elder.token(), Map.of("refreshToken", elder.refreshToken()))
                .expect(200);

        refresh(elder.refreshToken()).expectRefusal(401, "INVALID_REFRESH_TOKEN");
        refresh(other.refreshToken()).expectRefusal(401, "INVALID_REFRESH_TOKEN");
        refresh(stranger.refreshToken()).expect(200);
        assertThat(revoked("")).contains(elder.sid(), other.sid());
    }

    @Test
    void logoutTwiceIsLogoutOnceAndNeedsNoBody() {

        client.post(LOGOUT, elder.token(), null).expect(200);
        var ended = endOf(elder);

        client.post(LOGOUT, elder.token(), Map.of()).expect(200);

        assertThat(endOf(elder)).isEqualTo(ended);
        client.post(LOGOUT, TestTokens.user(UUID.randomUUID()), Map.of()).expect(200);
    }

    @Test
    void logoutEndsNoSessionOfAnotherAccount() {

        var stranger = TestTokens.user(UUID.randomUUID(), it -> it.session(UUID.fromString(elder.sid())));

        client.post(LOGOUT, stranger, Map.of()).expect(200);

        refresh(elder.refreshToken()).expect(200);
    }

    @Test
    void logoutOfAllEndsNoSessionOfAnotherKind() {

        var child = client.postAs("child-service", "/internal/children/%s/tokens".formatted(elder.id()), null)
                .expect(200)
                .data()
                .path("refreshToken")
                .asString();

        client.post(LOGOUT + "?all=true", elder.token(), Map.of()).expect(200);

        client.postAs("child-service", "/internal/tokens/refresh", Map.of("refreshToken", child, "typ", "child"))
                .expect(200);
    }

    @Test
    void logoutOfAllLeavesTheEndOfWhatHasEnded() {

        var other = signInAgain();
        client.post(LOGOUT, other.token(), Map.of()).expect(200);
        var ended = endOf(other);

        client.post(LOGOUT + "?all=true", elder.token(), Map.of()).expect(200);

        assertThat(endOf(other)).isEqualTo(ended);
        assertThat(endOf(elder)).isAfter(ended);
    }

    @Test
    void logoutIsReadCarefully() {

        client.post(LOGOUT, elder.token(), "{").expectRefusal(400, "MALFORMED_REQUEST");
        client.post(LOGOUT, elder.token(), "{\"refreshToken\": []}").expectMalformed("refreshToken");
        client.post(LOGOUT + "?all=perhaps", elder.token(), "{}").expectRefusal(400, "MALFORMED_REQUEST");
        client.post(LOGOUT, null, Map.of()).expectRefusal(401, "UNAUTHENTICATED");

        refresh(elder.refreshToken()).expect(200);
    }

    @Test
    void refreshAgainstLogoutNeverLeavesALivingSession() {

        for (var round = 0; round < 5; round++) {
            var session = signInAgain();
            var turn = new AtomicInteger();

            var answers = AtOnce.by(
                    2,
                    () -> turn.getAndIncrement() == 0
                            ? refresh(session.refreshToken())
                            : client.post(LOGOUT, session.token(), Map.of()));

            var successor = answers.stream()
                    .map(it -> it.data().path("refreshToken").asString(""))
                    .filter(it -> !it.isEmpty())
                    .findFirst()
                    .orElse(session.refreshToken());
            refresh(successor).expectRefusal(401, "INVALID_REFRESH_TOKEN");
        }
    }

    @Test
    void tellsWhatEndedSinceAndAgainWhatMayHaveBeenCommittedLate() {

        client.post(LOGOUT, elder.token(), Map.of()).expect(200);
        var now = client.getAs("gateway", "/internal/sessions/revoked")
                .expect(200)
                .data()
                .path("now")
                .asString();

        assertThat(revoked("?since=" + now)).contains(elder.sid());

        endedEarlier("60 seconds");
        assertThat(revoked("?since=" + now)).doesNotContain(elder.sid());
        assertThat(revoked("")).contains(elder.sid());
    }

    @Test
    void tellsNothingThatEndedLongerAgoThanAnAccessTokenLives() {

        client.post(LOGOUT, elder.token(), Map.of()).expect(200);

        endedEarlier("29 minutes");
        assertThat(revoked("?since=2020-01-01T00:00:00Z")).contains(elder.sid());

        endedEarlier("1 minute");
        assertThat(revoked("?since=2020-01-01T00:00:00Z")).doesNotContain(elder.sid());
    }

    @Test
    void expiredSessionsAndSpentTokensAreForgotten(@Autowired ForgetEndedSessions forgetEndedSessions) {

        var living = client.signIn();
        successor(living.refreshToken());
        stored.change("update sessions set expires_at = now() where id = ?", UUID.fromString(elder.sid()));
        stored.change(
                "update refresh_tokens set expires_at = now() where session_id = ? and spent_at is not null",
                UUID.fromString(living.sid()));

        forgetEndedSessions.handle().block();

        assertThat(tokensOf(elder)).isZero();
        assertThat(stored.count("select count(*) from sessions where id = ?", UUID.fromString(elder.sid())))
                .isZero();
        assertThat(tokensOf(living)).isOne();
    }
}
